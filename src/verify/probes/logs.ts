import { setTimeout as sleep } from 'node:timers/promises';
import { fail, inconclusive, onBench, pass, verdictOf } from '../probe.js';
import { loginPath, loginUntilLimited } from './flood.js';

interface Lines {
  readonly requests: number;
  readonly lines: number;
  readonly broken: readonly string[];
  readonly untimed: number;
  readonly unlevelled: number;
  readonly ids: 'found' | 'not-found' | 'not-given';
}

const flushMs = 900;

export const logsOneJsonObjectPerLine = onBench<Lines>({
  id: 'logs-one-json-object-per-line',
  question: 'Is every line of the log one JSON object with a UTC time, a level and a request id?',
  safety: 'active',
  exercise: async (bench) => {
    const { server, stdout, stop } = await bench.start({ profile: 'production' });
    const { ok } = await server.routes();
    await sleep(flushMs);
    const replies = [];
    for (const ask of [
      { path: ok ?? '/' },
      { path: '/rampart%0d%0a%7B%22level%22:%22fatal%22%7D' },
      {
        path: `${ok ?? '/'}?a=%0aFAKE`,
        headers: { 'user-agent': 'rampart"}\t{"level":"fatal"', referer: 'http://x/\u00e9' },
      },
      { method: 'POST', path: '/rampart', headers: { 'content-type': 'application/json' }, body: '{"a":' },
    ])
      replies.push(await server.request(ask));
    await sleep(flushMs);
    const text = stdout();
    await stop();
    const lines = text.split('\n').filter((line) => line.trim() !== '');
    const records = lines.map(recordOf);
    const ids = replies
      .map(({ headers }) => headers['x-request-id'] ?? headers['request-id'] ?? headers['x-correlation-id'])
      .filter((id) => id !== undefined);
    return {
      requests: replies.length,
      lines: lines.length,
      broken: lines.filter((_, index) => records[index] === undefined).map((line) => line.slice(0, 80)),
      untimed: records.filter((record) => record !== undefined && !isTimed(record)).length,
      unlevelled: records.filter(
        (record) => record !== undefined && record['level'] === undefined && record['severity'] === undefined,
      ).length,
      ids: ids.length === 0 ? 'not-given' : ids.every((id) => text.includes(id)) ? 'found' : 'not-found',
    };
  },
  read: ({ requests, lines, broken, untimed, unlevelled, ids }) => {
    if (lines === 0) return [fail('nothing is logged on stdout')];
    return verdictOf(
      [
        ...(broken.length > 0
          ? [fail(`${broken.length} of ${lines} lines are not JSON objects`, broken[0])]
          : []),
        ...(untimed > 0 ? [fail(`${untimed} lines have no UTC time`)] : []),
        ...(unlevelled > 0 ? [fail(`${unlevelled} lines have no level`)] : []),
        ...(broken.length === 0 && lines < requests
          ? [fail(`${requests} requests left ${lines} lines`)]
          : []),
        ...(broken.length === 0 && ids !== 'found'
          ? [
              fail(
                ids === 'not-given'
                  ? 'no answer carries a request id'
                  : 'the request id of an answer is not in the log',
              ),
            ]
          : []),
      ],
      pass(`${lines} lines, each a JSON object with time, level and request id`),
    );
  },
});

function recordOf(line: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value = JSON.parse(line) as unknown;
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : undefined;
  } catch {
    return undefined;
  }
}

function isTimed(record: Readonly<Record<string, unknown>>): boolean {
  const time = record['time'] ?? record['timestamp'] ?? record['@timestamp'] ?? record['ts'];
  return typeof time === 'number'
    ? time > 1e12
    : typeof time === 'string' && /^\d{4}-\d\d-\d\dT[\d:.]+(?:Z|\+00:00)$/.test(time);
}

interface Events {
  readonly stimuli: readonly {
    readonly what: string;
    readonly status: number;
    readonly wants: string;
    readonly event: string;
  }[];
}

/** Names of the OWASP logging vocabulary. */
const vocabulary: Readonly<Record<string, RegExp>> = {
  'refused credentials': /^auth[nz]_/,
  'invalid input': /^input_validation_fail/,
  'exceeded limit': /^excess(?:ive)?_rate_limit/,
};

export const stimuliLeaveEvents = onBench<Events>({
  id: 'stimuli-leave-events',
  question: 'Do refused credentials, invalid input and exceeded limits each leave a named event?',
  safety: 'active',
  exercise: async (bench) => {
    const { server, stdout, stop } = await bench.start({ profile: 'production' });
    const routes = await server.routes();
    const guarded =
      routes.operations.find(({ documented }) => documented.includes(401))?.path ?? '/health/details';
    const stimuli: Events['stimuli'][number][] = [];
    const stimulate = async (
      what: string,
      wants: string,
      act: () => Promise<{ readonly status: number }>,
    ): Promise<void> => {
      await sleep(flushMs);
      const before = stdout().length;
      const { status } = await act();
      await sleep(flushMs);
      stimuli.push({
        what,
        wants,
        status,
        event: eventIn(stdout().slice(before), vocabulary[wants] ?? /^$/),
      });
    };
    const { json } = routes;
    await stimulate(`a bad token on ${guarded}`, 'refused credentials', () =>
      server.request({ path: guarded, headers: { authorization: 'Bearer rampart' } }),
    );
    await stimulate('malformed JSON', 'invalid input', () =>
      server.request({
        method: json?.method ?? 'POST',
        path: json?.path ?? '/',
        headers: { 'content-type': 'application/json' },
        body: '{"a":',
      }),
    );
    await stimulate('logins over the limit', 'exceeded limit', async () => {
      const { statuses } = await loginUntilLimited(server, loginPath(routes), () => '203.0.113.77');
      return { status: statuses.at(-1) ?? 0 };
    });
    await stop();
    return { stimuli };
  },
  read: ({ stimuli }) => {
    const expected: Readonly<Record<string, readonly number[]>> = {
      'refused credentials': [401, 403],
      'invalid input': [400, 422],
      'exceeded limit': [429],
    };
    const met = stimuli.filter(({ wants, status }) => expected[wants]?.includes(status) === true);
    if (met.length === 0) return [inconclusive('no refusal could be provoked')];
    return verdictOf(
      met
        .filter(({ event }) => event === '')
        .map(({ what, status, wants }) => fail(`${wants}: no event in the log`, `${what} -> ${status}`)),
      pass(met.map(({ event }) => event).join(', ')),
    );
  },
});

function eventIn(text: string, name: RegExp): string {
  for (const line of text.split('\n')) {
    const found = Object.values(recordOf(line) ?? {}).find(
      (value) => typeof value === 'string' && name.test(value),
    );
    if (typeof found === 'string') return found;
  }
  return '';
}
