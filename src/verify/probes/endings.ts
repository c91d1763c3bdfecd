import { setTimeout as sleep } from 'node:timers/promises';
import { fail, inconclusive, onBench, pass, verdictOf } from '../probe.js';
import { crashPreload } from '../subjects/preloads.js';

interface Drain {
  readonly positive: number;
  readonly inFlight: readonly number[];
  readonly late: string;
  readonly code: number | 'signal' | 'running';
  readonly seconds: number;
}

export const drainsOnSigterm = onBench<Drain>({
  id: 'drains-on-sigterm',
  question: 'Is the request in flight finished after SIGTERM, a new one refused, and the exit code 0?',
  safety: 'disruptive',
  exercise: async (bench) => {
    const boot = await bench.start({ profile: 'production' });
    const { server } = boot;
    const { json, ok } = await server.routes();
    if (json === undefined) {
      await boot.stop();
      return { positive: 0, inFlight: [], late: '', code: 'running', seconds: 0 };
    }
    const body = JSON.stringify(json.sample);
    const head = `${json.method} ${json.path} HTTP/1.1\r\nHost: ${server.host}\r\n${server.head()}Content-Type: application/json\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n`;
    const slow = server.raw([head + body.slice(0, 3), { wait: 2_000 }, Buffer.from(body.slice(3))], {
      timeoutMs: 8_000,
      persist: 'yes',
    });
    await sleep(400);
    const started = performance.now();
    boot.signal('SIGTERM');
    await sleep(500);
    const late = await server.request({ path: ok ?? '/', timeoutMs: 2_000 });
    const { replies } = await slow;
    const code = await boot.ended(12_000);
    await boot.stop();
    return {
      positive: json.status,
      inFlight: replies.map(({ status }) => status),
      late: late.status === 0 ? 'refused' : String(late.status),
      code,
      seconds: Math.round((performance.now() - started) / 1000),
    };
  },
  read: ({ positive, inFlight, late, code, seconds }) => {
    if (positive === 0) return [inconclusive('no route takes JSON, so no request could be held open')];
    const status = inFlight[0] ?? 0;
    return verdictOf(
      [
        ...(status >= 200 && status < 300
          ? []
          : [fail('the request in flight was cut off', `-> ${status || 'no answer'}`)]),
        ...(late === 'refused' || late === '503'
          ? []
          : [fail('a new request is still taken after SIGTERM', `-> ${late}`)]),
        ...(code === 'running'
          ? [fail(`still runs ${seconds} s after SIGTERM`)]
          : code === 0
            ? []
            : [
                fail(
                  code === 'signal'
                    ? 'SIGTERM kills it: nothing handles the signal'
                    : `ends with code ${code}`,
                ),
              ]),
      ],
      pass(`a two-second request was finished, new ones refused, exit 0`),
    );
  },
});

interface Crash {
  readonly ends: readonly {
    readonly how: 'rejection' | 'exception';
    readonly state: string;
    readonly code: number | 'signal' | 'running';
    readonly line: 'structured' | 'raw' | 'none';
  }[];
}

export const crashesLoudly = onBench<Crash>({
  id: 'crashes-loudly',
  question:
    'Does an error that nobody caught leave one fatal line and end the process with a code that is not 0?',
  safety: 'disruptive',
  exercise: async (bench) => {
    const ends = [];
    for (const how of ['rejection', 'exception'] as const) {
      const boot = await bench.start({ profile: 'production', preload: crashPreload(how) });
      boot.signal('SIGUSR2');
      const code = await boot.ended(15_000);
      const lines = `${boot.stdout()}\n${boot.stderr()}`
        .split('\n')
        .filter((line) => line.includes('rampart crash probe'));
      await boot.stop();
      const line: 'structured' | 'raw' | 'none' =
        lines.length === 0 ? 'none' : lines.some(isFatal) ? 'structured' : 'raw';
      ends.push({ how, state: boot.state, code, line });
    }
    return { ends };
  },
  read: ({ ends }) => {
    if (ends.some(({ state }) => state !== 'listening')) return [inconclusive('it does not boot')];
    return verdictOf(
      ends.flatMap(({ how, code, line }) => [
        ...(code === 'running'
          ? [fail('goes on in an unknown state', `uncaught ${how}`)]
          : code === 0
            ? [fail('ends with code 0, as if nothing had happened', `uncaught ${how}`)]
            : []),
        ...(line === 'structured'
          ? []
          : [
              fail(
                line === 'none'
                  ? 'leaves no line in the log'
                  : 'leaves a raw stack instead of one fatal line',
                `uncaught ${how}`,
              ),
            ]),
      ]),
      pass('an uncaught rejection and an uncaught exception each leave a fatal line and end the process'),
    );
  },
});

function isFatal(line: string): boolean {
  try {
    const { level, severity } = JSON.parse(line) as Record<string, unknown>;
    return level === 60 || level === 50 || /^(?:fatal|error|critical|emerg)/i.test(String(level ?? severity));
  } catch {
    return false;
  }
}
