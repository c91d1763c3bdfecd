import { createHash, timingSafeEqual } from 'node:crypto';
import { performance } from 'node:perf_hooks';
import { z } from 'zod';
import { Problem } from '../security/problem.js';
import { readiness } from '../security/readiness.js';
import { anyQuery, defineRoute, noInput, type CheckedRoute } from '../security/route.js';

const status = z.object({ status: z.enum(['ok', 'unavailable']) });
const ok = { status: 'ok' } as const;
const unavailable = { status: 'unavailable' } as const;

const details = z.object({
  ready: z.boolean(),
  /** Each dependency of this instance, and whether it works. */
  checks: z.record(z.string(), z.boolean()),
  startedAt: z.iso.datetime(),
  node: z.string(),
  memoryMiB: z.int(),
  /** How much of its time the event loop has been busy since the start, from 0 to 1. */
  eventLoopUtilization: z.number(),
});

/** Says whether the process lives, whether it may get traffic and, for operators only, why not. */
export const healthRoutes = (config: { readonly OPERATIONS_TOKEN: string }): readonly CheckedRoute[] => [
  defineRoute({
    ...noInput,
    method: 'get',
    path: '/livez',
    summary: 'Whether the process is alive',
    query: anyQuery,
    responses: { 200: status },
    handler: () => ({ status: 200, body: ok }),
  }),
  defineRoute({
    ...noInput,
    method: 'get',
    path: '/readyz',
    summary: 'Whether the process may get traffic',
    query: anyQuery,
    responses: { 200: status, 503: status },
    handler: async () =>
      (await readiness()).ready ? { status: 200, body: ok } : { status: 503, body: unavailable },
  }),
  defineRoute({
    ...noInput,
    method: 'get',
    path: '/health/details',
    summary: 'Each readiness check and the state of the process, for operators',
    headers: z.object({ authorization: z.string().max(500).optional() }),
    responses: { 200: details },
    handler: async ({ headers }) => {
      if (!isBearer(headers.authorization, config.OPERATIONS_TOKEN)) {
        throw new Problem('unauthorized', { headers: { 'WWW-Authenticate': 'Bearer' } });
      }
      return { status: 200, body: { ...(await readiness()), ...processState() } };
    },
  }),
];

const processState = () => ({
  startedAt: new Date(performance.timeOrigin).toISOString(),
  node: process.version,
  memoryMiB: Math.round(process.memoryUsage.rss() / 2 ** 20),
  eventLoopUtilization: performance.eventLoopUtilization().utilization,
});

/** Compares digests, which have equal length, so that the time tells nothing about the token. */
function isBearer(given: string | undefined, token: string): boolean {
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(given ?? ''), digest(`Bearer ${token}`));
}
