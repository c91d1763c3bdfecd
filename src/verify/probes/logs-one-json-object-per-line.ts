import { setTimeout as sleep } from 'node:timers/promises';
import { fail, inconclusive, onBench, pass, verdictOf } from '../probe.js';
import { faultMarker } from '../subjects/preloads.js';
import { jsonAsk } from '../subjects/json-ask.js';
import type { Ask } from '../subjects/http.js';
import type { JsonRoute } from '../subjects/found-routes.js';
import { sharedBoot, withDefaults } from '../subjects/with-boot.js';
import { faulty } from '../probing/collect-replies.js';
import { flushMs, logRecordOf, type LogRecord } from '../probing/log-lines.js';

interface Transcript {
  readonly requests: number;
  readonly answered: number;
  readonly lines: number;
  readonly broken: readonly string[];
  readonly untimed: number;
  readonly unlevelled: number;
  /** Whether the log has an id for each answered request: the id in the answer, or one that only the log has. */
  readonly ids: 'found' | 'not-found' | 'not-given';
}

export const logsOneJsonObjectPerLine = onBench<Transcript>({
  id: 'logs-one-json-object-per-line',
  question: 'Is every line of the log one JSON object with a UTC time, a level and a request id?',
  how:
    'Sends requests with odd paths and headers and reads the log. A line that is no JSON object, or ' +
    'lacks UTC time or level, or a request without an id, fails.',
  safety: 'active',
  exercise: async (bench) => {
    const { ok, jsons } = await (await sharedBoot(bench, 'production')).server.routes();
    const [json] = jsons;
    return withDefaults(
      bench,
      { profile: 'production', unset: ['LOG_LEVEL'] },
      async ({ server, stdout }) => {
        await sleep(flushMs);
        const before = stdout().length;
        const replies = [];
        const asks = [...asksFor(ok ?? '/'), ...(json === undefined ? [] : [failing(json)])];
        for (const ask of asks) replies.push(await server.request(ask));
        await sleep(flushMs);
        const text = stdout();
        const lines = text.split('\n').filter((line) => line.trim() !== '');
        const records = lines.map(logRecordOf);
        const whole = records.filter((record) => record !== undefined);
        const answered = replies.filter(({ status }) => status > 0);
        return {
          requests: replies.length,
          answered: answered.length,
          lines: lines.length,
          broken: lines.filter((_, index) => records[index] === undefined).map((line) => line.slice(0, 80)),
          untimed: whole.filter((record) => !isTimed(record)).length,
          unlevelled: whole.filter(({ level, severity }) => level === undefined && severity === undefined)
            .length,
          ids: idsIn(answered, text.slice(before)),
        };
      },
    );
  },
  read: ({ requests, answered, lines, broken, untimed, unlevelled, ids }) => {
    if (answered < requests)
      return [
        inconclusive(
          `${requests - answered} of ${requests} requests got no answer, so their lines are not due`,
        ),
      ];
    if (lines === 0) return [fail('nothing is logged on stdout')];
    return verdictOf(
      [
        ...(broken.length > 0
          ? [fail(`${broken.length} of ${lines} lines are not JSON objects`, broken[0])]
          : []),
        ...(untimed > 0 ? [fail(`${untimed} lines have no UTC time`)] : []),
        ...(unlevelled > 0 ? [fail(`${unlevelled} lines have no level`)] : []),
        ...(lines - broken.length < requests
          ? [fail(`${requests} requests left ${lines - broken.length} JSON lines`)]
          : []),
        ...(broken.length === 0 && ids !== 'found'
          ? [
              fail(
                ids === 'not-given'
                  ? 'neither answers nor lines carry a request id'
                  : 'the request id of an answer is not in the log',
              ),
            ]
          : []),
      ],
      pass(`${lines} lines, each a JSON object with time, level and request id`),
    );
  },
});

const asksFor = (path: string) => [
  { path },
  { path: '/rampart%0d%0a%7B%22level%22:%22fatal%22%7D' },
  {
    path: `${path}?a=%0aFAKE`,
    headers: { 'user-agent': 'rampart"}\t{"level":"fatal"', referer: 'http://x/\u00e9' },
  },
  { method: 'POST', path: '/rampart', headers: { 'content-type': 'application/json' }, body: '{"a":' },
];

/** The error in the handler has members that careless redaction turns into invalid JSON. */
const failing = (route: JsonRoute): Ask => jsonAsk(route, faulty(route.sample, faultMarker));

/** An id in the answer must be in the log; without one, the lines must have an id for each request. */
function idsIn(
  replies: readonly { readonly headers: Readonly<Record<string, string>> }[],
  log: string,
): Transcript['ids'] {
  const given = replies
    .map(({ headers }) => headers['x-request-id'] ?? headers['request-id'] ?? headers['x-correlation-id'])
    .filter((id) => id !== undefined);
  if (given.length > 0) return given.every((id) => log.includes(id)) ? 'found' : 'not-found';
  const own = new Set(log.split('\n').flatMap((line) => requestId(logRecordOf(line)) ?? []));
  return own.size >= replies.length ? 'found' : 'not-given';
}

const idName = /^(?:req(?:uest)?|correlation|trace)[_-]?id$/i;

/** { reqId }, { request_id }, { req: { id } } */
function requestId(record: LogRecord | undefined): string | undefined {
  if (record === undefined) return undefined;
  const [, own] = Object.entries(record).find(([name]) => idName.test(name)) ?? [];
  const { id } = (record['req'] ?? record['request'] ?? {}) as { id?: unknown };
  const value = own ?? id;
  return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;
}

function isTimed(record: LogRecord): boolean {
  const time = record['time'] ?? record['timestamp'] ?? record['@timestamp'] ?? record['ts'];
  return typeof time === 'number'
    ? time > 1e12
    : typeof time === 'string' && /^\d{4}-\d\d-\d\dT[\d:.]+(?:Z|\+00:00)$/.test(time);
}
