import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { fail, inconclusive, onBench, pass, verdictOf } from '../probe.js';
import type { Ask } from '../subjects/http.js';
import { faultCanaries, faultMarker } from '../subjects/preloads.js';
import { faulty } from './collect-replies.js';

interface Transcript {
  readonly asked: number;
  readonly logged: number;
  readonly inLog: readonly string[];
  readonly inAnswers: readonly string[];
}

/** Each secret goes to one place only, so that a hit names the place. Their values never enter the transcript. */
export const canariesReachNoLog = onBench<Transcript>({
  id: 'canaries-reach-no-log',
  question: 'Does no secret that was sent, or that an error carries, reach the log or an answer?',
  safety: 'active',
  exercise: async (bench) => {
    const own = randomBytes(48).toString('base64url');
    const [secret] = bench.secrets;
    const boot = await bench.start({
      profile: 'production',
      env: secret === undefined ? {} : { [secret]: own },
    });
    const { server } = boot;
    const { ok, json } = await server.routes();
    const canaries: Record<string, string> = {
      'the error’s connection string': faultCanaries.url,
      'the error’s password': faultCanaries.password,
      'the error’s token': faultCanaries.token,
    };
    if (secret !== undefined) canaries[`the service’s own ${secret}`] = own;
    const canary = (where: string): string => (canaries[where] = `cnry${randomBytes(16).toString('hex')}`);
    const path = ok ?? '/';
    const target = { method: json?.method ?? 'POST', path: json?.path ?? path };
    const type = { 'content-type': 'application/json' };
    const asks: readonly Ask[] = [
      {
        path,
        headers: {
          authorization: `Bearer ${canary('Authorization')}`,
          cookie: `session=${canary('Cookie')}`,
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
      {
        ...target,
        headers: type,
        body: JSON.stringify({ ...json?.sample, password: canary('a member of the body') }),
      },
      { ...target, headers: type, body: `{"password":"${canary('malformed JSON')}` },
      {
        method: 'POST',
        path: '/auth/login',
        headers: type,
        body: JSON.stringify({ email: 'probe@rampart.test', password: canary('a login') }),
      },
      ...(json === undefined ? [] : [{ ...target, headers: type, body: faulty(json.sample, faultMarker) }]),
    ];
    await sleep(700);
    const before = boot.stdout().length + boot.stderr().length;
    const answers = [];
    for (const ask of asks) {
      const { headers, body } = await server.request(ask);
      answers.push(`${JSON.stringify(headers)}\n${body}`);
    }
    await sleep(900);
    const log = `${boot.stdout()}\n${boot.stderr()}`;
    await boot.stop();
    const hits = (text: string): readonly string[] =>
      Object.entries(canaries)
        .filter(
          ([, value]) =>
            text.includes(value) || text.includes(Buffer.from(`probe:${value}`).toString('base64')),
        )
        .map(([where]) => where);
    return {
      asked: asks.length,
      logged: log.length - before,
      inLog: hits(log),
      inAnswers: hits(answers.join('\n')),
    };
  },
  read: ({ asked, logged, inLog, inAnswers }) => {
    const faults = [
      ...inLog.map((where) => fail(`a secret from ${where} is in the log`)),
      ...inAnswers.map((where) => fail(`a secret from ${where} is in an answer`)),
    ];
    if (faults.length === 0 && logged < asked * 10)
      return [
        inconclusive(`${asked} requests left almost nothing in the log, so its silence proves nothing`),
      ];
    return verdictOf(
      faults,
      pass(`secrets in ${asked} requests and in an error reached neither log nor answer`),
    );
  },
});
