import type { FastifyInstance } from 'fastify';
import { collectBody } from './collect-body.js';
import { announcedFault, parseJson } from './json.js';
import { Problem, type ProblemCode } from './problem.js';

/**
 * Replaces Fastify's own JSON parser, which keeps a Buffer for each chunk, and checks for no hostile JSON
 * except prototype keys.
 */
export function jsonBodies(app: FastifyInstance): void {
  app.addContentTypeParser('application/json', ({ headers }, payload, done) => {
    const refuse = (code: ProblemCode): void => {
      payload.resume();
      done(new Problem(code, { headers: { Connection: 'close' } }));
    };
    const fault = announcedFault(headers);
    if (fault !== undefined) {
      refuse(fault);
      return;
    }
    collectBody(payload, (bytes) => {
      const result = bytes === undefined ? undefined : parseJson(bytes);
      if (result === undefined) refuse('body_too_large');
      else if ('code' in result) done(new Problem(result.code));
      else done(null, result.value);
    });
  });
}
