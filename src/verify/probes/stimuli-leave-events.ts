import { setTimeout as sleep } from 'node:timers/promises';
import { fail, inconclusive, onBench, pass } from '../probe.js';
import { jsonAsk } from '../subjects/json-ask.js';
import { loginOf } from '../subjects/login.js';
import { sharedBoot, withDefaults } from '../subjects/with-boot.js';
import { loginUntilLimited } from '../probing/flood.js';
import { flushMs, logRecordOf } from '../probing/log-lines.js';

interface Transcript {
  readonly stimuli: readonly {
    readonly what: string;
    readonly status: number;
    readonly wants: string;
    readonly event: string;
  }[];
}

/** Event names of the OWASP logging vocabulary. */
const vocabulary: Readonly<Record<string, RegExp>> = {
  'refused credentials': /^auth[nz]_/,
  'invalid input': /^input_validation_fail/,
  'exceeded limit': /^excess(?:ive)?_rate_limit/,
};
const expected: Readonly<Record<string, readonly number[]>> = {
  'refused credentials': [401, 403],
  'invalid input': [400, 422],
  'exceeded limit': [429],
};

export const stimuliLeaveEvents = onBench<Transcript>({
  id: 'stimuli-leave-events',
  question: 'Do refused credentials, invalid input and exceeded limits each leave a named event?',
  how:
    'Sends refused credentials, malformed JSON and logins over the limit, and reads the log. One that ' +
    'leaves no event of the OWASP vocabulary fails.',
  safety: 'active',
  exercise: async (bench) => {
    const { operations, jsons } = await (await sharedBoot(bench, 'production')).server.routes();
    const [json] = jsons;
    const login = await loginOf(bench);
    return withDefaults(
      bench,
      { profile: 'production', unset: ['LOG_LEVEL'] },
      async ({ server, stdout }) => {
        const guarded = operations.find(
          ({ documented, method }) => method === 'GET' && documented.includes(401),
        )?.path;
        const stimuli: Transcript['stimuli'][number][] = [];
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
        if (guarded === undefined && login.status === 401)
          await stimulate(`a wrong password on ${login.ask.path}`, 'refused credentials', () =>
            server.request(login.ask),
          );
        else
          await stimulate(`a bad token on ${guarded ?? '/health/details'}`, 'refused credentials', () =>
            server.request({
              path: guarded ?? '/health/details',
              headers: { authorization: 'Bearer rampart' },
            }),
          );
        await stimulate('malformed JSON', 'invalid input', () =>
          server.request(jsonAsk(json ?? { method: 'POST', path: '/', sample: {} }, '{"a":')),
        );
        await stimulate('logins over the limit', 'exceeded limit', async () => {
          const { statuses } = await loginUntilLimited(server, login, () => '203.0.113.77');
          return { status: statuses.at(-1) ?? 0 };
        });
        return { stimuli };
      },
    );
  },
  read: ({ stimuli }) => {
    const isMet = ({ wants, status }: Transcript['stimuli'][number]): boolean =>
      expected[wants]?.includes(status) === true;
    const met = stimuli.filter(isMet);
    const faults = met
      .filter(({ event }) => event === '')
      .map(({ what, status, wants }) => fail(`${wants}: no event in the log`, `${what} -> ${status}`));
    if (faults.length > 0) return faults;
    const unmet = stimuli.filter((each) => !isMet(each));
    const words = unmet.map(({ wants, what, status }) => `${wants} (${what} -> ${status || 'no answer'})`);
    if (unmet.length > 0) return [inconclusive(`could not be provoked: ${words.join(', ')}`)];
    return [pass(`logged: ${met.map(({ event }) => event).join(', ')}`)];
  },
});

function eventIn(text: string, name: RegExp): string {
  for (const line of text.split('\n')) {
    const found = Object.values(logRecordOf(line) ?? {}).find(
      (value) => typeof value === 'string' && name.test(value),
    );
    if (typeof found === 'string') return found;
  }
  return '';
}
