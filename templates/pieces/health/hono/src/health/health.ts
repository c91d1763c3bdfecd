import { OpenAPIHono } from '@hono/zod-openapi';
import { createRoute, json, problem } from '../security/contract.js';
import type { ServiceEnv } from '../security/hono.js';
import { Problem } from '../security/problem.js';
import { readiness } from './readiness.js';
import { anyQuery, health, healthDetails } from './health+schema.js';
import { isBearer, processState } from './health+state.js';

const live = createRoute({
  method: 'get',
  path: '/livez',
  operationId: 'getLiveness',
  tags: ['health'],
  summary: 'Whether the process is alive',
  request: { query: anyQuery },
  responses: { 200: json(health, 'OK') },
});

const ready = createRoute({
  method: 'get',
  path: '/readyz',
  operationId: 'getReadiness',
  tags: ['health'],
  summary: 'Whether the process may get traffic',
  request: { query: anyQuery },
  responses: { 200: json(health, 'OK'), 503: json(health, 'Service Unavailable') },
});

const details = createRoute({
  method: 'get',
  path: '/health/details',
  operationId: 'getHealthDetails',
  tags: ['health'],
  summary: 'Each readiness check and the state of the process, for operators',
  security: [{ operations: [] }],
  responses: { 200: json(healthDetails, 'OK'), ...problem('unauthorized') },
});

/** Says whether the process lives, whether it may get traffic and, for operators only, why not. */
export const healthRoutes = (config: { readonly OPERATIONS_TOKEN: string }) =>
  new OpenAPIHono<ServiceEnv>()
    .openapi(live, (c) => c.json({ status: 'ok' as const }, 200))
    .openapi(ready, async (c) =>
      (await readiness()).ready
        ? c.json({ status: 'ok' as const }, 200)
        : c.json({ status: 'unavailable' as const }, 503),
    )
    .openapi(details, async (c) => {
      if (!isBearer(c.req.header('authorization'), config.OPERATIONS_TOKEN)) {
        throw new Problem('unauthorized', { headers: { 'WWW-Authenticate': 'Bearer' } });
      }
      return c.json({ ...(await readiness()), ...processState() }, 200);
    });
