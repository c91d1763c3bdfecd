import type { INestApplication } from '@nestjs/common';
import { isBearer, processState } from '../health/health.js';
import { nodeResponse, type PlatformResponse, sendProblem } from './problem.js';
import { readiness } from '../health/readiness.js';

interface Asking {
  readonly headers: { readonly authorization?: string };
}

/** Answers health checks beside the routes of controllers, with either adapter and outside a global prefix. */
export function serveHealth(app: INestApplication, config: { readonly OPERATIONS_TOKEN: string }): void {
  const adapter = app.getHttpAdapter();
  const answer = (response: PlatformResponse, status: number, body: object): void => {
    adapter.setHeader(response, 'Content-Type', 'application/json; charset=utf-8');
    adapter.reply(response, JSON.stringify(body), status);
  };
  adapter.get('/livez', (_request: Asking, response: PlatformResponse) => {
    answer(response, 200, { status: 'ok' });
  });
  adapter.get('/readyz', async (_request: Asking, response: PlatformResponse) => {
    const { ready } = await readiness();
    answer(response, ready ? 200 : 503, { status: ready ? 'ok' : 'unavailable' });
  });
  adapter.get('/health/details', async ({ headers }: Asking, response: PlatformResponse) => {
    if (isBearer(headers.authorization, config.OPERATIONS_TOKEN))
      answer(response, 200, { ...(await readiness()), ...processState() });
    else sendProblem(nodeResponse(response), 'unauthorized', { headers: { 'WWW-Authenticate': 'Bearer' } });
  });
}
