import type { Routes } from '../subjects/routes.js';
import { keepAlive } from '../subjects/server.js';
import type { Server } from '../subjects/server.js';

/** What a bounded flood of one client met. */
export interface Flood {
  readonly sent: number;
  readonly limitedAt: number | undefined;
  readonly retryAfter: string | undefined;
  /** The limit that the service announces in its RateLimit headers. */
  readonly announced: number | undefined;
}

const most = 1100;

interface Options {
  readonly path: string;
  readonly headersFor: (count: number) => Readonly<Record<string, string>>;
}

/** Learns the announced limit first, then sends at most five more than that; every second request asks for nothing that exists. */
export async function flood(server: Server, { path, headersFor }: Options): Promise<Flood> {
  const agent = keepAlive();
  const first = await server.request({ path, headers: headersFor(0) });
  const announced = announcedIn(first.headers);
  const total = Math.min(most, (announced ?? most - 5) + 5);
  let limitedAt: number | undefined;
  let retryAfter: string | undefined;
  let sent = 1;
  while (sent < total && limitedAt === undefined) {
    const batch = Array.from({ length: Math.min(8, total - sent) }, (_, index) => sent + index + 1);
    const replies = await Promise.all(
      batch.map((count) =>
        server.request({
          path: count % 2 === 0 ? path : '/rampart-no-such-path',
          headers: headersFor(count),
          agent,
        }),
      ),
    );
    const hit = replies.findIndex(({ status }) => status === 429);
    if (hit >= 0) {
      limitedAt = sent + hit + 1;
      retryAfter = replies[hit]?.headers['retry-after'];
    }
    sent += batch.length;
  }
  agent.destroy();
  return { sent, limitedAt, retryAfter, announced };
}

/** '"global";q=1000;w=900', '1000;w=900', X-RateLimit-Limit, RateLimit-Limit. */
export function announcedIn(headers: Readonly<Record<string, string>>): number | undefined {
  const policy = headers['ratelimit-policy'] ?? '';
  const text =
    /(?:^|[;,\s])q=(\d+)/.exec(policy)?.[1] ??
    /^(\d+)/.exec(policy)?.[1] ??
    headers['ratelimit-limit'] ??
    headers['x-ratelimit-limit'];
  const limit = Number(/^\d+/.exec(text ?? '')?.[0] ?? Number.NaN);
  return Number.isInteger(limit) && limit > 0 ? limit : undefined;
}

const loginClass = /^\/(?:api\/)?(?:v\d+\/)?(?:auth|login|signin|sign-in|sessions?|tokens?)(?:\/|$)/i;

/** The login that the service has, else the place where it would be: a path without a handler is limited too. */
export const loginPath = ({ operations }: Routes): string =>
  operations.find(({ method, path }) => method === 'POST' && loginClass.test(path))?.path ?? '/auth/login';

/** Failed logins until 429, twelve at most. */
export async function loginUntilLimited(server: Server, path: string, from: () => string) {
  const statuses: number[] = [];
  for (let count = 1; count <= 12; count += 1) {
    const body = JSON.stringify({
      email: 'probe@rampart.test',
      username: 'probe',
      password: `wrong-${count}`,
    });
    const { status, headers } = await server.request(
      { method: 'POST', path, headers: { 'content-type': 'application/json' }, body },
      from(),
    );
    statuses.push(status);
    if (status === 429) return { limitedAt: count, retryAfter: headers['retry-after'], statuses };
  }
  return { limitedAt: undefined, retryAfter: undefined, statuses };
}
