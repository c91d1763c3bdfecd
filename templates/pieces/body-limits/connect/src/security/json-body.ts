import { AsyncResource } from 'node:async_hooks';
import type { ServerResponse } from 'node:http';
import { announcedFault, collectBody, parseJson, refusalOf } from './body.js';
import { sendProblem } from './problem.js';
import { hasBody, type Incoming, type Next } from './requests.js';

// Not body-parser: it limits neither depth, keys nor chunks, and takes prototype keys, NUL and half surrogates.

/** Reads JSON into req.body. Refuses a body as soon as it is too large, and hostile JSON before a handler sees it. */
export function jsonBody(req: Incoming & { _body?: boolean }, res: ServerResponse, next: Next): void {
  const { 'content-type': type = '' } = req.headers;
  if (!hasBody(req.headers) || req.body !== undefined || !/^application\/json\b/i.test(type)) {
    next();
    return;
  }
  const fault = announcedFault(req.headers);
  if (fault !== undefined) {
    req.resume();
    sendProblem(res, fault, { headers: { Connection: 'close' } });
    return;
  }
  const done = (bytes: Buffer | undefined, isCutOff: boolean): void => {
    const result = bytes ? parseJson(bytes) : refusalOf(isCutOff);
    if ('code' in result) {
      sendProblem(res, result.code, result.details);
    } else {
      req.body = result.value;
      req._body = true; // so that body-parser does not read it again
      next();
    }
  };
  collectBody(req, AsyncResource.bind(done)); // these events run in the socket's context: keep the request's
}
