import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Express } from 'express';
import { Problem } from '../security/problem.js';
import { readiness } from './readiness.js';
import { validate } from '../security/contract.js';
import { anyQuery, health, healthDetails } from './health+schema.js';
import { isBearer, processState } from './health+state.js';

const tags = ['health'];

/**
 * Says whether the process lives, whether it may get traffic and, for operators only, why not. Not a Router: each
 * request would pass through it.
 */
export function addHealthChecks(app: Express, config: { readonly OPERATIONS_TOKEN: string }): void {
  app.get(
    '/livez',
    validate({
      operationId: 'getLiveness',
      summary: 'Whether the process is alive',
      tags,
      query: anyQuery,
      responses: { 200: health },
    }),
    (_req, res) => {
      res.json({ status: 'ok' });
    },
  );

  app.get(
    '/readyz',
    validate({
      operationId: 'getReadiness',
      summary: 'Whether the process may get traffic',
      tags,
      query: anyQuery,
      responses: { 200: health, 503: health },
    }),
    async (_req, res) => {
      if ((await readiness()).ready) res.json({ status: 'ok' });
      else res.status(503).json({ status: 'unavailable' });
    },
  );

  app.get(
    '/health/details',
    validate({
      operationId: 'getHealthDetails',
      summary: 'Each readiness check and the state of the process, for operators',
      tags,
      responses: { 200: healthDetails },
      problems: ['unauthorized'],
      security: [{ operations: [] }],
    }),
    operatorsOnly(config.OPERATIONS_TOKEN),
    async (_req, res) => {
      res.json({ ...(await readiness()), ...processState() });
    },
  );
}

const operatorsOnly =
  (token: string) =>
  ({ headers }: IncomingMessage, _res: ServerResponse, next: () => void): void => {
    if (!isBearer(headers.authorization, token)) {
      throw new Problem('unauthorized', { headers: { 'WWW-Authenticate': 'Bearer' } });
    }
    next();
  };
