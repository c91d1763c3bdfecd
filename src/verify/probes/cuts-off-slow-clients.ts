import { fail, inconclusive, onServer, pass } from '../probe.js';
import { isElsewhere } from '../subjects/answered.js';
import { quickening } from '../subjects/preloads.js';
import type { Server } from '../subjects/server.js';
import type { RawAnswer } from '../subjects/raw-answer.js';
import { conclude } from '../probing/conclude.js';
import { footingOf, stillStands, well, type After } from '../probing/footing.js';

interface Transcript {
  readonly unsure: string;
  /** How many times faster the server's clock ran. The times here are already converted back. */
  readonly quickened: number;
  readonly headers: Cut;
  readonly body: Cut;
  /** Whether the body went to a route that is known to read one. */
  readonly reader: 'known' | 'unknown';
  readonly others: { readonly status: number; readonly ms: number };
  readonly kind: Server['kind'];
  readonly after: After;
}

interface Cut {
  readonly ended: 'peer' | 'time' | 'error' | 'size' | 'enough';
  readonly seconds: number;
  /** 'at once': before any time limit could have acted. */
  readonly when: 'at once' | 'later';
  /** The status that it sent before; 0 for none. */
  readonly status: number;
}

const patienceSeconds = 48;

/** The number of slow clients: a stranger's server may allow only few connections. */
const crowd = { booted: 100, live: 12 };

/** Statuses that tell a client that it is cut off; 0 for none. */
const goodbyes: readonly number[] = [0, 400, 408, 431];

export const cutsOffSlowClients = onServer<Transcript>({
  id: 'cuts-off-slow-clients',
  question: 'Are clients that never finish their headers or body cut off?',
  how:
    'Opens many connections that never end their headers, and one whose body drips. One that is still ' +
    'open after 48 s, or others that wait meanwhile, fail.',
  safety: 'active',
  exercise: async (server) => {
    const none = {
      quickened: 1,
      headers: never,
      body: never,
      reader: 'unknown',
      others: { status: 0, ms: 0 },
      kind: server.kind,
      after: well,
    } as const;
    const quick = await server.others.quickened();
    const target = 'server' in quick ? quick.server : server;
    const quickened = 'server' in quick ? quickening : 1;
    const client = target.client();
    const { ok, json } = await server.routes();
    const footing = await footingOf(server, client);
    if (ok === undefined || footing.unsure !== '') return { ...none, unsure: footing.unsure };
    const timeoutMs = (patienceSeconds * 1000) / quickened + 500;
    const start = `Host: ${target.host}\r\n${target.head()}`;
    const half = `GET ${ok} HTTP/1.1\r\n${start}X-Slow: `;
    const drip = Array.from({ length: 400 }, () => [{ wait: Math.max(100, 1000 / quickened) }, ' ']).flat();
    const whole =
      `${json?.method ?? 'POST'} ${json?.path ?? ok} HTTP/1.1\r\n${start}Content-Type: ` +
      `application/json\r\nContent-Length: 1000\r\n\r\n{`;
    const idle = Array.from({ length: crowd[server.kind] }, () =>
      target.raw([half], { timeoutMs: timeoutMs / 4 }),
    );
    const [headers, body, others] = await Promise.all([
      target.raw([half], { timeoutMs }),
      target.raw([whole, ...drip], { timeoutMs, persist: 'yes' }),
      client.request({ path: ok }),
      ...idle,
    ]);
    return {
      ...none,
      unsure: '',
      quickened,
      headers: cutOf(headers, quickened),
      body: cutOf(body, quickened),
      reader: json === undefined ? 'unknown' : 'known',
      others: { status: others.status, ms: others.ms },
      after: await stillStands(target, client, ok),
    };
  },
  read: ({ unsure, quickened, headers, body, reader, others, kind, after }) => {
    if (unsure !== '') return [inconclusive(unsure)];
    const isLost = isElsewhere(others.status) && (kind === 'live' || others.status > 0);
    return conclude({
      faults: [
        ...(headers.ended === 'time'
          ? [
              fail(
                `a client that never ends its headers is still connected after ${waited(patienceSeconds, quickened)}`,
              ),
            ]
          : []),
        ...(body.ended === 'time'
          ? [
              fail(
                `a client that sends a byte a second is still connected after ${waited(patienceSeconds, quickened)}`,
              ),
            ]
          : []),
        // If it answers again now that the slow clients are gone, they were the cause.
        ...(!isLost && after.state === 'well' && (others.status === 0 || others.ms > 3_000)
          ? [fail('many slow clients keep the others waiting')]
          : []),
      ],
      unclear: [
        doubt('headers', headers),
        // Without a handler that reads, an early answer is normal, but the server must still close the connection.
        doubt('a body', reader === 'known' || body.when === 'at once' ? body : { ...body, status: 0 }),
        isLost ? `meanwhile the others were answered ${others.status || 'by nobody'}` : '',
      ],
      after,
      passed: pass(
        `slow headers are cut off within ${waited(headers.seconds, quickened)}, ` +
          `a slow body within ${waited(body.seconds, quickened)}`,
      ),
    });
  },
});

/** The time waited, and the real time if the clock was faster. */
const waited = (seconds: number, quickened: number): string =>
  quickened === 1
    ? `${Math.max(1, seconds)} s`
    : `${Math.max(1, seconds) / quickened} s of a clock ${quickened} times quickened (as ${Math.max(1, seconds)} s)`;

const never: Cut = { ended: 'time', seconds: 0, when: 'later', status: 0 };

const cutOf = ({ ended, ms, replies }: RawAnswer, quickened: number): Cut => ({
  ended,
  seconds: Math.round((ms * quickened) / 1000),
  when: ms < 150 ? 'at once' : 'later',
  status: replies[0]?.status ?? 0,
});

/** Why nothing was shown: the server closes every connection, or answers before it has read. */
function doubt(what: string, { when, status }: Cut): string {
  if (!goodbyes.includes(status)) return `it answered ${status} before ${what} had come`;
  return when === 'at once' ? `it closed before ${what} could be slow` : '';
}
