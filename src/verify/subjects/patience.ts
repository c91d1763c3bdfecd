import type { Bench } from './bench.js';
import type { Ask, Reply } from './http.js';
import type { Boot } from './process.js';
import type { Routes } from './found-routes.js';
import type { Server } from './server.js';
import { sharedBoot } from './with-boot.js';
import { whyNot } from './why-not.js';

/**
 * A production service that is sent many requests, by a probe whose question is not its limits. Limits used
 * up before do not matter: each request comes from a new client and, if the service counts sockets, goes to a
 * new process.
 */
export interface Patient {
  /** Returns 429 only if a fresh process gives it, and no answer only if two processes gave none. */
  request(ask: Ask): Promise<Reply>;
  /** Found once, by the first process. */
  readonly routes: Routes;
  /** Why the last request got no answer, if the process ended. */
  gone(): string | undefined;
}

/** A new process takes a second or more. After these, answers are not repeated. */
const mostProcesses = 12;
const longestMs = 70_000;

export async function withPatience<T>(bench: Bench, use: (patient: Patient) => Promise<T>): Promise<T> {
  const shared = await sharedBoot(bench, 'production');
  const routes = await shared.server.routes();
  const own: Boot[] = [];
  const started = Date.now();
  let boot = shared;
  const request = async (ask: Ask): Promise<Reply> => {
    const send = (server: Server): Promise<Reply> => server.request(ask, server.freshClient());
    let reply = await send(boot.server);
    if (reply.status === 429) reply = await send(boot.server);
    if (reply.status !== 429 && !(reply.status === 0 && hasEnded(boot))) return reply;
    if (own.length >= mostProcesses || Date.now() - started > longestMs) return reply;
    const next = await bench.start({ profile: 'production' });
    own.push(next);
    if (next.state !== 'listening') return reply;
    await Promise.all(own.slice(0, -1).map((each) => each.stop()));
    boot = next;
    return send(boot.server);
  };
  try {
    return await use({ request, routes, gone: () => (hasEnded(boot) ? endOf(boot) : undefined) });
  } finally {
    await Promise.all(own.map((each) => each.stop()));
  }
}

const hasEnded = (boot: Boot): boolean => boot.code() !== 'running';

const endOf = (boot: Boot): string =>
  (whyNot({ ...boot, state: 'exited' }, '') ?? '').replace(/^it did not start /, 'it ended');
