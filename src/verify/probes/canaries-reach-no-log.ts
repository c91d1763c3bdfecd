import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Finding } from '../../define/probe.js';
import { fail, inconclusive, mendedBy, onBench, pass } from '../probe.js';
import type { Ask } from '../subjects/http.js';
import { jsonAsk } from '../subjects/json-ask.js';
import { loginOf, withPassword } from '../subjects/login.js';
import { faultCanaries, faultMarker } from '../subjects/preloads.js';
import { sharedBoot, withDefaults } from '../subjects/with-boot.js';
import { faulty } from '../probing/collect-replies.js';

interface Transcript {
  readonly asked: number;
  readonly answered: number;
  readonly logged: number;
  /** The answer to the error in a handler; 0 if no route takes JSON. */
  readonly failed: number;
  readonly inLog: readonly string[];
  readonly inAnswers: readonly string[];
}

const ofItsOwn = 'the service’s own ';

/** What a secret of the service's own needs: no name beside its value tells that it is one. */
const told = (where: string, finding: Finding): Finding =>
  where.startsWith(ofItsOwn)
    ? mendedBy(
        finding,
        `declare ${where.slice(ofItsOwn.length)} as a secret, so that its value is masked wherever it stands: in ` +
          'src/config.ts of a service of rampart by secret(mode), or asSecret(...) around another schema',
      )
    : finding;

/** Each secret is sent in one place only, so a hit shows the place. The transcript does not contain their values. */
export const canariesReachNoLog = onBench<Transcript>({
  id: 'canaries-reach-no-log',
  question: 'Does no secret that was sent, or that an error carries, reach the log or an answer?',
  how:
    'Sends a secret of its own in each place of a request, and makes a handler fail with secrets in ' +
    'its error. One that is found in the log or an answer fails.',
  safety: 'active',
  exercise: async (bench) => {
    const own = Object.fromEntries(
      bench.secrets
        .filter((name) => !name.endsWith('_FILE'))
        .map((name) => [name, randomBytes(48).toString('base64url')]),
    );
    const { ok, jsons } = await (await sharedBoot(bench, 'production')).server.routes();
    const [json] = jsons;
    const login = await loginOf(bench);
    const canaries: Record<string, string> = { ...faultCanaries };
    for (const [name, value] of Object.entries(own)) canaries[`${ofItsOwn}${name}`] = value;
    const canary = (where: string): string => (canaries[where] = `cnry${randomBytes(16).toString('hex')}`);
    const path = ok ?? '/';
    const sent = (body: string): Ask => jsonAsk(json ?? { method: 'POST', path, sample: {} }, body);
    const asks: readonly Ask[] = [
      {
        path,
        headers: {
          authorization: `Bearer ${canary('Authorization')}`,
          cookie: `session=${canary('Cookie')}; theme=${canary('a second Cookie')}`,
          'x-api-key': canary('X-Api-Key'),
        },
      },
      {
        path: '/health/details',
        headers: {
          authorization: `Basic ${Buffer.from(`probe:${canary('Basic credentials')}`).toString('base64')}`,
        },
      },
      { path: `${path}?token=${canary('the query')}&password=${canary('a password in the query')}` },
      { path: `/reset/${canary('the path')}` },
      { path: '/', headers: { referer: `https://rampart.test/?token=${canary('Referer')}` } },
      sent(JSON.stringify({ ...json?.sample, password: canary('a member of the body') })),
      sent(`{"password":"${canary('malformed JSON')}`),
      withPassword(login, canary('a login')),
      ...(json === undefined ? [] : [sent(faulty(json.sample, faultMarker))]),
    ];
    const run = { profile: 'production', env: own } as const;
    const { replies, log, before } = await withDefaults(
      bench,
      { ...run, unset: ['LOG_LEVEL'] },
      async (boot) => {
        await sleep(700);
        const saidBefore = boot.stdout().length + boot.stderr().length;
        const answers = [];
        for (const ask of asks) answers.push(await boot.server.request(ask, boot.server.freshClient()));
        await sleep(900);
        return { replies: answers, before: saidBefore, log: `${boot.stdout()}\n${boot.stderr()}` };
      },
    );
    const answers = replies.map(({ headers, body }) => `${JSON.stringify(headers)}\n${body}`);
    const hits = (text: string): readonly string[] =>
      Object.entries(canaries)
        .filter(
          ([, value]) =>
            text.includes(value) || text.includes(Buffer.from(`probe:${value}`).toString('base64')),
        )
        .map(([where]) => where);
    return {
      asked: asks.length,
      answered: replies.filter(({ status }) => status > 0 && status !== 429).length,
      failed: json === undefined ? 0 : (replies.at(-1)?.status ?? 0),
      logged: log.length - before,
      inLog: hits(log),
      inAnswers: hits(answers.join('\n')),
    };
  },
  read: ({ asked, answered, logged, failed, inLog, inAnswers }) => {
    const faults = [
      ...inLog.map((where) => told(where, fail(`a secret from ${where} is in the log`))),
      ...inAnswers.map((where) => told(where, fail(`a secret from ${where} is in an answer`))),
    ];
    if (faults.length > 0) return faults;
    if (answered < asked)
      return [inconclusive(`${asked - answered} of ${asked} requests with a secret got no answer, or 429`)];
    if (logged < asked * 10)
      return [
        inconclusive(`${asked} requests left almost nothing in the log, so its silence proves nothing`),
      ];
    if (failed < 500)
      return [
        inconclusive(
          failed === 0
            ? 'no route takes JSON, so no handler could be made to fail'
            : `no handler could be made to fail (-> ${failed}), so what an error carries was not seen`,
        ),
      ];
    return [pass(`secrets in ${asked} requests and in an error reached neither log nor answer`)];
  },
});
