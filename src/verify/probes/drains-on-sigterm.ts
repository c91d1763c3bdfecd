import { setTimeout as sleep } from 'node:timers/promises';
import { fail, inconclusive, onBench, pass } from '../probe.js';
import type { Bench } from '../subjects/bench.js';
import { loginBodies } from '../subjects/login-bodies.js';
import type { Routes } from '../subjects/found-routes.js';
import type { Server } from '../subjects/server.js';
import { sharedBoot, withBoot } from '../subjects/with-boot.js';

interface Transcript {
  /** The answer to a slow request without any signal; 0 if no request could be kept open. */
  readonly positive: number;
  readonly inFlight: readonly number[];
  readonly late: string;
  readonly code: number | 'signal' | 'running';
  readonly seconds: number;
}

export const drainsOnSigterm = onBench<Transcript>({
  id: 'drains-on-sigterm',
  question: 'Is the request in flight finished after SIGTERM, a new one refused, and the exit code 0?',
  how:
    'Sends SIGTERM while a slow request is open. A request that is cut off, a new one that is still ' +
    'taken, or an exit code other than 0 fails.',
  safety: 'disruptive',
  exercise: async (bench) => {
    const shared = await sharedBoot(bench, 'production');
    const routes = await shared.server.routes();
    return withBoot(bench, { profile: 'production' }, async ({ server, signal, ended, code: codeNow }) => {
      const held = await holdable(server, candidates(routes, bench));
      const slow = held === undefined ? undefined : sendSlowly(server, held.target);
      await sleep(400);
      const started = performance.now();
      const alive = codeNow() === 'running';
      if (alive) signal('SIGTERM');
      await sleep(1_000); // some accept requests a moment longer, for those already sent
      const late = await server.request({ path: routes.ok ?? '/', timeoutMs: 2_000 });
      const inFlight = (await slow)?.statuses ?? [];
      const code = await ended(12_000);
      return {
        positive: alive ? (held?.status ?? 0) : -1,
        inFlight,
        late: late.status === 0 ? 'refused' : String(late.status),
        code,
        seconds: Math.round((performance.now() - started) / 1000),
      };
    });
  },
  read: ({ positive, inFlight, late, code, seconds }) => {
    if (positive < 0) return [inconclusive('it ended by itself before SIGTERM was sent')];
    const status = inFlight[0] ?? 0;
    const faults = [
      ...(positive === 0 || status === positive || (status > 0 && status < 500)
        ? []
        : [fail('the request in flight was cut off', `-> ${status || 'no answer'}, else ${positive}`)]),
      ...(late === 'refused' || late === '503'
        ? []
        : [fail('a new request is still taken after SIGTERM', `-> ${late}`)]),
      ...endOf(code, seconds),
    ];
    if (faults.length > 0) return faults;
    if (positive === 0)
      return [inconclusive('no request could be held open, so none was seen to be finished')];
    return [pass('a two-second request was finished, new ones refused, exit 0')];
  },
});

function endOf(code: Transcript['code'], seconds: number) {
  if (code === 'running') return [fail(`still runs ${seconds} s after SIGTERM`)];
  if (code === 'signal') return [fail('SIGTERM kills it: nothing handles the signal')];
  return code === 0 ? [] : [fail(`ends with code ${code}`)];
}

interface Target {
  readonly method: string;
  readonly path: string;
  readonly sample: unknown;
}

/** The route that takes JSON, then others that read a body: a refusal after the whole slow body was in flight too. */
const candidates = ({ json }: Routes, { written }: Bench): readonly Target[] => [
  ...(json === undefined ? [] : [json]),
  ...written.routes
    .filter(({ method, path }) => method === 'POST' && !/[:*{]/.test(path))
    .slice(0, 3)
    .map(({ method, path }) => ({ method, path, sample: written.samples[0] ?? loginBodies[0] })),
  { method: 'POST', path: '/', sample: loginBodies[0] },
];

/** The first route that does not answer before the body is complete. */
async function holdable(
  server: Server,
  targets: readonly Target[],
): Promise<{ readonly target: Target; readonly status: number } | undefined> {
  const tries = await Promise.all(targets.map((target) => sendSlowly(server, target)));
  const index = tries.findIndex(
    ({ ms, statuses }) => ms >= slowMs && statuses[0] !== undefined && statuses[0] !== 429,
  );
  const target = targets[index];
  return target === undefined ? undefined : { target, status: tries[index]?.statuses[0] ?? 0 };
}

const slowMs = 2_000;

/** Sends a valid body whose end comes two seconds after its start, then closes the connection. */
async function sendSlowly(
  server: Server,
  { method, path, sample }: Target,
): Promise<{ readonly statuses: readonly number[]; readonly ms: number }> {
  const body = JSON.stringify(sample);
  const head =
    `${method} ${path} HTTP/1.1\r\nHost: ${server.host}\r\n${server.head(server.freshClient())}Content-Type: ` +
    `application/json\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n`;
  const { replies, ms } = await server.raw(
    [head + body.slice(0, 3), { wait: slowMs }, Buffer.from(body.slice(3))],
    { timeoutMs: 8_000, until: 'answer' },
  );
  return { statuses: replies.map(({ status }) => status), ms };
}
