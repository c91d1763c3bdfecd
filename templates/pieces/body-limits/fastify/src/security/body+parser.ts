import type { IncomingHttpHeaders } from 'node:http';
import type { Readable } from 'node:stream';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { collectBody, refusalOf } from './body+collect.js';
import { announcedFault, jsonLimits, parseJson } from './body+json.js';
import { boundedStream } from './body+stream.js';
import { Problem, type ProblemCode } from './problem.js';
import { hasBody } from './requests.js';

/**
 * Replaces Fastify's own JSON parser, which keeps a Buffer for each chunk, and checks for no hostile JSON
 * except prototype keys.
 */
export function jsonBodies(app: FastifyInstance): void {
  app.addContentTypeParser('application/json', (request, payload, done) => {
    readBytes(request, payload, (error, bytes = Buffer.alloc(0)) => {
      const result = error === null ? parseJson(bytes, request.routeOptions.bodyLimit) : error;
      if (result instanceof Error) done(result);
      else if ('code' in result) done(new Problem(result.code, result.details));
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
    read(headers, payload, jsonLimits.bytes, (error) => {
      done(error);
    });
  });
}

/** A parser for types whose bytes a route wants as they came, such as to check a signature. */
export function readBytes(
  { headers, routeOptions: { bodyLimit } }: FastifyRequest,
  payload: Readable,
  done: Done,
): void {
  read(headers, payload, bodyLimit, done);
}

/** A parser that hands on the bytes as they come, such as for a file. Fastify limits no stream. */
export function streamBytes(
  { headers, routeOptions: { bodyLimit } }: FastifyRequest,
  payload: Readable,
  done: (error: Problem | null, body?: Readable) => void,
): void {
  const fault = announcedFault(headers, bodyLimit);
  if (fault === undefined) done(null, boundedStream(payload, bodyLimit));
  else done(unread(payload, fault));
}

type Done = (error: Problem | null, bytes?: Buffer) => void;

function read(headers: IncomingHttpHeaders, payload: Readable, limit: number, done: Done): void {
  const fault = announcedFault(headers, limit);
  if (fault !== undefined) {
    done(unread(payload, fault));
    return;
  }
  collectBody(payload, (bytes, isCutOff) => (bytes ? done(null, bytes) : done(refusalOf(isCutOff))), limit);
}

/** A refusal of a body that may not be read to its end, and so ends the connection. */
function unread(payload: Readable, code: ProblemCode): Problem {
  payload.resume();
  return new Problem(code, { headers: { Connection: 'close' } });
}
