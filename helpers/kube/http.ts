/** The one transport of all API requests: bounds them, reads the whole answer, and gives every failure its type. */
import {
  type HttpLibrary,
  IsomorphicFetchHttpLibrary,
  type RequestContext,
  ResponseContext,
  wrapHttpLibrary,
} from '@kubernetes/client-node';
import { errorFromAnswer, errorFromCutJson, errorFromNetwork } from './api-answer.ts';
import { apiRequest } from './api-request.ts';
import { repeated } from './repeated.ts';

/** From here on the status says all that is needed, whatever comes of the body. */
const SERVER_ERRORS = 500;

/**
 * client-node's own transport has no deadline, and a deadline on the headers alone would let a body hang. The bound is that of all
 * tries together.
 */
export function boundedHttp(requestMs: number): HttpLibrary {
  const transport = new IsomorphicFetchHttpLibrary();
  return wrapHttpLibrary({
    async send(request) {
      const caller = request.getSignal();
      const bound = new AbortController();
      const timer = setTimeout(() => bound.abort(new Error(`no whole answer within ${requestMs} ms`)), requestMs);
      const either = caller ? AbortSignal.any([caller, bound.signal]) : bound.signal;
      request.setSignal(either);
      try {
        return await repeated(request, () => wholeAnswer(transport, request, bound.signal), either);
      } catch (error) {
        caller?.throwIfAborted();
        throw error;
      } finally {
        clearTimeout(timer);
      }
    },
  });
}

/** @throws {ApiError} */
async function wholeAnswer(
  transport: HttpLibrary,
  request: RequestContext,
  bound: AbortSignal,
): Promise<ResponseContext> {
  const asked = apiRequest(request.getHttpMethod(), request.getUrl(), request.getHeaders()['Content-Type']);
  let answer: ResponseContext;
  let body: string;
  try {
    answer = await transport.send(request).toPromise();
    body = await answer.body.text();
  } catch (error) {
    throw errorFromNetwork(asked, bound.aborted ? bound.reason : error);
  }
  const { httpStatusCode: code, headers } = answer;
  const cut = headers['content-type']?.startsWith('application/json') ? whyCut(body) : undefined;
  // Half a refusal names no field, and would be taken for one that is wrong.
  if (cut !== undefined && code < SERVER_ERRORS) throw errorFromCutJson(asked, body, cut);
  if (code < 200 || code > 299) throw errorFromAnswer(asked, code, body, headers['retry-after']);
  return new ResponseContext(code, headers, {
    text: async () => body,
    binary: async () => Buffer.from(body),
    stream: () => null,
  });
}

function whyCut(body: string): unknown {
  try {
    JSON.parse(body);
    return undefined;
  } catch (error) {
    return error;
  }
}
