import type { FastifyInstance } from 'fastify';
import { announcedFault, jsonLimits, parseJson } from './json.js';
import { Problem } from './problem.js';

/** Takes the place of Fastify's own parser of JSON, which looks for no hostile shape but prototype keys. */
export function jsonBodies(app: FastifyInstance): void {
  app.addContentTypeParser<Buffer>(
    'application/json',
    { parseAs: 'buffer', bodyLimit: jsonLimits.bytes },
    ({ headers }, bytes, done) => {
      const fault = announcedFault(headers);
      const result = fault ? { code: fault } : parseJson(bytes);
      if ('code' in result) done(new Problem(result.code));
      else done(null, result.value);
    },
  );
}
