import { ApiError } from '../kube/api-error.ts';

/** What a person sees of a request: that it was accepted, or the error as kubectl would print it. */
export type Answer =
  | { readonly accepted: true; readonly object: unknown }
  | {
      readonly accepted: false;
      readonly code: number;
      readonly reason: string;
      /** The server's whole message. */
      readonly words: string;
      /** The fields that it objects to, such as `spec.ports[0].nodePort`. */
      readonly fields: readonly string[];
    };

/** The API server's answer to a request, as an object whose fields a spec can judge. Throws where none came, and where the server could not take the request then: that is no answer to it. */
export async function answerOf(request: Promise<unknown>): Promise<Answer> {
  try {
    return { accepted: true, object: await request };
  } catch (error) {
    if (!(error instanceof ApiError) || error.code === undefined || error.transient) throw error;
    const { code, reason, words, causes } = error;
    return { accepted: false, code, reason, words, fields: causes.map(({ field }) => field) };
  }
}
