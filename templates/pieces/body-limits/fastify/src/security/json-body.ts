import type { IncomingHttpHeaders } from 'node:http';
import type { Readable } from 'node:stream';
import type { FastifyInstance } from 'fastify';
import { collectBody } from './collect-body.js';
import { announcedFault, jsonLimits, parseJson } from './json.js';
import { Problem, type ProblemCode } from './problem.js';
import { hasBody } from './requests.js';

/**
 * Replaces Fastify's own JSON parser, which keeps a Buffer for each chunk, and checks for no hostile JSON
 * except prototype keys.
 */
export function jsonBodies(app: FastifyInstance): void {
  app.addContentTypeParser('application/json', ({ headers, routeOptions: { bodyLimit } }, payload, done) => {
    read(headers, payload, bodyLimit, (bytes) => {
      const result = bytes instanceof Problem ? bytes : parseJson(bytes);
      if (result instanceof Problem) done(result);
      else if ('code' in result) done(new Problem(result.code));
      else done(null, result.value);
    });
  });
  // A body that no route takes is read and dropped: if it is broken further on, the request gets no usual answer.
  app.addHook('preParsing', (request, _reply, payload, done) => {
    const { headers, is404 } = request;
    if (!is404 || !hasBody(headers)) {
      done();
      return;
    }
    request.headers = { 'content-type': undefined, 'content-length': '0', 'transfer-encoding': undefined };
    read(headers, payload, jsonLimits.bytes, (bytes) => {
      done(bytes instanceof Problem ? bytes : null);
    });
  });
}

function read(
  headers: IncomingHttpHeaders,
  payload: Readable,
  limit: number,
  done: (bytes: Buffer | Problem) => void,
): void {
  const fault = announcedFault(headers, limit);
  if (fault === undefined) collectBody(payload, (bytes) => done(bytes ?? refused('body_too_large')), limit);
  else done(refused(fault));

  function refused(code: ProblemCode): Problem {
    payload.resume();
    return new Problem(code, { headers: { Connection: 'close' } });
  }
}
