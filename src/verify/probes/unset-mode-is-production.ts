import { fail, inconclusive, onBench, pass } from '../probe.js';
import type { Boot } from '../subjects/process.js';

interface Transcript {
  readonly production: Print;
  readonly unset: Print;
  readonly development: Print;
}
/** What a stranger can tell the modes apart by. */
interface Print {
  readonly state: Boot['state'];
  readonly answers: readonly string[];
  /** Whether a bad secret stops the boot. */
  readonly strict: 'yes' | 'no' | 'not-tried';
}

export const unsetModeIsProduction = onBench<Transcript>({
  id: 'unset-mode-is-production',
  question: 'Does it behave as in production when NODE_ENV is not set?',
  safety: 'active',
  exercise: async (bench) => {
    const [secret] = bench.secrets;
    const print = async (mode: string | undefined): Promise<Print> => {
      const boot = await bench.start({ profile: 'direct', env: { NODE_ENV: mode } });
      const answers = boot.state === 'listening' ? await answersOf(boot) : [];
      await boot.stop();
      if (secret === undefined) return { state: boot.state, answers, strict: 'not-tried' };
      const weak = await bench.start({
        profile: 'direct',
        env: { NODE_ENV: mode, [secret]: `dev_${'k3Jx9QvT2mWzR7pL'.repeat(3)}` },
        waitMs: 8_000,
      });
      await weak.stop();
      return { state: boot.state, answers, strict: weak.state === 'listening' ? 'no' : 'yes' };
    };
    return {
      production: await print('production'),
      unset: await print(undefined),
      development: await print('development'),
    };
  },
  read: ({ production, unset, development }) => {
    if (production.state !== 'listening') return [inconclusive('it does not boot in production')];
    if (unset.state !== 'listening') return [fail('it does not boot without NODE_ENV')];
    const differs = unset.answers.findIndex((answer, index) => answer !== production.answers[index]);
    if (differs >= 0)
      return [
        fail(
          'without NODE_ENV it answers otherwise than in production',
          `${unset.answers[differs]} instead of ${production.answers[differs]}`,
        ),
      ];
    if (unset.strict !== production.strict)
      return [fail('without NODE_ENV it takes a secret that production refuses')];
    const stack = unset.answers.find((answer) => answer.includes('stack'));
    if (stack !== undefined) return [fail('errors tell stacks, in every mode', stack)];
    return [
      pass(
        development.answers.join() === production.answers.join()
          ? 'all modes answer alike'
          : 'without NODE_ENV it answers as in production',
      ),
    ];
  },
});

async function answersOf({ server }: Boot): Promise<readonly string[]> {
  const { ok } = await server.routes();
  const paths = [
    '/',
    ...(ok === undefined ? [] : [ok]),
    '/openapi.json',
    '/docs',
    '/api-docs',
    '/rampart%ff',
  ];
  const answers = [];
  for (const path of paths) {
    const { status, body } = await server.request({ path });
    answers.push(
      `GET ${path} -> ${status}${/\n\s+at |\\n\s+at |&nbsp;at /.test(body) ? ' with a stack' : ''}`,
    );
  }
  const { status, body } = await server.request({
    method: 'POST',
    path: '/',
    headers: { 'content-type': 'application/json' },
    body: '{"a":',
  });
  return [
    ...answers,
    `POST malformed JSON -> ${status}${/\n\s+at |\\n\s+at |&nbsp;at /.test(body) ? ' with a stack' : ''}`,
  ];
}
