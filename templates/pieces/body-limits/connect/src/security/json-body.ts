import { AsyncResource } from 'node:async_hooks';
import type { ServerResponse } from 'node:http';
import { announcedFault, collectBody, parseJson } from './body.js';
import { sendProblem, type ProblemCode } from './problem.js';
import { hasBody, type Incoming, type Next } from './requests.js';

// Not body-parser: it limits neither depth, keys nor chunks, and takes prototype keys, NUL and half surrogates.

/** Reads JSON into req.body. Refuses a body as soon as it is too large, and hostile JSON before a handler sees it. */
export function jsonBody(req: Incoming & { _body?: boolean }, res: ServerResponse, next: Next): void {
  const { 'content-type': type = '' } = req.headers;
  if (!hasBody(req.headers) || req.body !== undefined || !/^application\/json\b/i.test(type)) {
    next();
    return;
  }
  const refuse = (code: ProblemCode): void => {
    req.resume();
    sendProblem(res, code, { headers: { Connection: 'close' } });
  };
  const fault = announcedFault(req.headers);
  if (fault !== undefined) {
    refuse(fault);
    return;
  }
  const done = (bytes: Buffer | undefined): void => {
    const result = bytes === undefined ? undefined : parseJson(bytes);
    if (result === undefined) {
      refuse('body_too_large');
    } else if ('code' in result) {
      sendProblem(res, result.code, result.details);
    } else {
      req.body = result.value;
      req._body = true; // so that body-parser does not read it again
      next();
    }
  };
  collectBody(req, AsyncResource.bind(done)); // these events run in the socket's context: keep the request's
}
