import type { Login } from '../subjects/login.js';
import { keepAlive } from '../subjects/connect-to.js';
import type { Server } from '../subjects/server.js';

/** The result of a limited flood of one client. */
export interface Flood {
  readonly sent: number;
  /** How many requests were answered at all. */
  readonly answered: number;
  /** The last status of the path itself before any 429. */
  readonly last: number;
  readonly limitedAt: number | undefined;
  readonly retryAfter: string | undefined;
  /** The limit in the RateLimit headers. */
  readonly announced: number | undefined;
}

const most = 1100;

interface Options {
  readonly path: string;
  readonly headersFor: (count: number) => Readonly<Record<string, string>>;
}

/**
 * Learns the announced limit first, then sends at most five requests more. Every second one asks for a path
 * that does not exist.
 */
export async function flood(server: Server, { path, headersFor }: Options): Promise<Flood> {
  const agent = keepAlive();
  const first = await server.request({ path, headers: headersFor(0) });
  const announced = announcedIn(first.headers);
  const total = Math.min(most, (announced ?? most - 5) + 5);
  let limitedAt: number | undefined;
  let retryAfter: string | undefined;
  let sent = 1;
  let answered = first.status > 0 ? 1 : 0;
  let last = first.status;
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
    answered += replies.filter(({ status }) => status > 0).length;
    last =
      replies.findLast((reply, index) => (batch[index] ?? 1) % 2 === 0 && reply.status !== 429)?.status ??
      last;
    const hit = replies.findIndex(({ status }) => status === 429);
    if (hit >= 0) {
      limitedAt = sent + hit + 1;
      retryAfter = replies[hit]?.headers['retry-after'];
    }
    sent += batch.length;
  }
  agent.destroy();
  return { sent, answered, last, limitedAt, retryAfter, announced };
}

/**
 * Why a flood without a 429 does not show that there is no limit: answers were missing, or changed. Undefined
 * if it was answered to the end.
 */
export function cloudIn({ sent, answered, last, limitedAt }: Flood): string | undefined {
  if (limitedAt !== undefined) return undefined;
  if (answered < sent) return `${sent - answered} of ${sent} requests of one client got no answer`;
  return last >= 200 && last < 300
    ? undefined
    : `after ${sent} requests of one client the answer is ${last}, and not 429`;
}

/** Reads '"global";q=1000;w=900', '1000;w=900', X-RateLimit-Limit and RateLimit-Limit. */
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

/** The results of up to twelve failed logins of one client. */
export interface Logins {
  readonly limitedAt: number | undefined;
  readonly retryAfter: string | undefined;
  readonly statuses: readonly number[];
}

/** Sends failed logins until 429, at most twelve. */
export async function loginUntilLimited(
  server: Server,
  { ask }: Pick<Login, 'ask'>,
  from: () => string,
  headersFor: (count: number) => Readonly<Record<string, string>> = () => ({}),
): Promise<Logins> {
  const statuses: number[] = [];
  for (let count = 1; count <= 12; count += 1) {
    const asked = { ...ask, headers: { ...ask.headers, ...headersFor(count) } };
    const { status, headers } = await server.request(asked, from());
    statuses.push(status);
    if (status === 429) return { limitedAt: count, retryAfter: headers['retry-after'], statuses };
  }
  return { limitedAt: undefined, retryAfter: undefined, statuses };
}
