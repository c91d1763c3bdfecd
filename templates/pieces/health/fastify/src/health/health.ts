import type { preHandlerHookHandler } from 'fastify';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { Problem } from '../security/problem.js';
import { readiness } from './readiness.js';
import { anyQuery, health, healthDetails } from './health+schema.js';
import { isBearer, processState } from './health+state.js';

/** Says whether the process lives, whether it may get traffic and, for operators only, why not. */
export const healthChecks: FastifyPluginAsyncZod<Operators> = async (app, { OPERATIONS_TOKEN }) => {
  app.get(
    '/livez',
    {
      schema: {
        operationId: 'getLiveness',
        tags: ['health'],
        summary: 'Whether the process is alive',
        querystring: anyQuery,
        response: { 200: health },
      },
    },
    () => ({ status: 'ok' as const }),
  );

  app.get(
    '/readyz',
    {
      schema: {
        operationId: 'getReadiness',
        tags: ['health'],
        summary: 'Whether the process may get traffic',
        querystring: anyQuery,
        response: { 200: health, 503: health },
      },
    },
    async (_request, reply) => {
      const { ready } = await readiness();
      return ready ? { status: 'ok' as const } : reply.code(503).send({ status: 'unavailable' });
    },
  );

  app.get(
    '/health/details',
    {
      preHandler: operatorsOnly({ OPERATIONS_TOKEN }),
      schema: {
        operationId: 'getHealthDetails',
        tags: ['health'],
        summary: 'Each readiness check and the state of the process, for operators',
        security: [{ operations: [] }],
        response: { 200: healthDetails },
      },
      config: { problems: ['unauthorized'] },
    },
    async () => ({ ...(await readiness()), ...processState() }),
  );
};

interface Operators {
  readonly OPERATIONS_TOKEN: string;
}

const operatorsOnly =
  ({ OPERATIONS_TOKEN }: Operators): preHandlerHookHandler =>
  ({ headers: { authorization } }, _reply, done) => {
    if (isBearer(authorization, OPERATIONS_TOKEN)) done();
    else done(new Problem('unauthorized', { headers: { 'WWW-Authenticate': 'Bearer' } }));
  };
