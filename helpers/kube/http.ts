/** The one transport of all API requests: bounds them, reads the whole answer, and gives every failure its type. */
import {
  type HttpLibrary,
  IsomorphicFetchHttpLibrary,
  ResponseContext,
  wrapHttpLibrary,
} from '@kubernetes/client-node';
import { errorFromAnswer, errorFromCutJson, errorFromNetwork } from './api-answer.ts';
import { apiRequest } from './api-request.ts';

/** client-node's own transport has no deadline, and a deadline on the headers alone would let a body hang. */
export function boundedHttp(requestMs: number): HttpLibrary {
  const transport = new IsomorphicFetchHttpLibrary();
  return wrapHttpLibrary({
    async send(request) {
      const asked = apiRequest(request.getHttpMethod(), request.getUrl(), request.getHeaders()['Content-Type']);
      const caller = request.getSignal();
      const bound = new AbortController();
      const timer = setTimeout(() => bound.abort(new Error(`no whole answer within ${requestMs} ms`)), requestMs);
      request.setSignal(caller ? AbortSignal.any([caller, bound.signal]) : bound.signal);
      let answer: ResponseContext;
      let body: string;
      try {
        answer = await transport.send(request).toPromise();
        body = await answer.body.text();
      } catch (error) {
        caller?.throwIfAborted();
        throw errorFromNetwork(asked, bound.signal.aborted ? bound.signal.reason : error);
      } finally {
        clearTimeout(timer);
      }
      const { httpStatusCode: code, headers } = answer;
      if (code < 200 || code > 299) throw errorFromAnswer(asked, code, body);
      if (headers['content-type']?.startsWith('application/json')) {
        try {
          JSON.parse(body);
        } catch (error) {
          throw errorFromCutJson(asked, body, error);
        }
      }
      return new ResponseContext(code, headers, {
        text: async () => body,
        binary: async () => Buffer.from(body),
        stream: () => null,
      });
    },
  });
}
