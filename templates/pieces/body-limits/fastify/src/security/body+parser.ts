import type { FastifyInstance } from 'fastify';
import { collectBody } from './body+collect.js';
import { announcedFault, parseJson } from './body+json.js';
import { Problem, type ProblemCode } from './problem.js';

/**
 * Replaces Fastify's own JSON parser, which keeps a Buffer for each chunk, and checks for no hostile JSON
 * except prototype keys.
 */
export function jsonBodies(app: FastifyInstance): void {
  app.addContentTypeParser('application/json', ({ headers, routeOptions: { bodyLimit } }, payload, done) => {
    const refuse = (code: ProblemCode): void => {
      payload.resume();
      done(new Problem(code, { headers: { Connection: 'close' } }));
    };
    const fault = announcedFault(headers, bodyLimit);
    if (fault !== undefined) {
      refuse(fault);
      return;
    }
    const read = (bytes: Buffer | undefined): void => {
      const result = bytes === undefined ? undefined : parseJson(bytes);
      if (result === undefined) refuse('body_too_large');
      else if ('code' in result) done(new Problem(result.code));
      else done(null, result.value);
    };
    collectBody(payload, read, bodyLimit);
  });
}
