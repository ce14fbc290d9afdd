/** Takes the place of helpers/expect/requirement.ts: specs are kept, and run when it is asked for. */
import type { Body } from '../../expect/judged.ts';

export const bodies = new Map<string, { readonly body: Body; readonly within: number | undefined }>();

export function requirement(id: string, body: Body, within?: number): void {
  bodies.set(id, { body, within });
}
