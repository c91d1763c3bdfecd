import { fail, inconclusive, onBench, pass, verdictOf } from '../probe.js';

interface Attempt {
  readonly secret: string;
  readonly value: 'missing' | 'a template value' | '16 bytes' | 'one letter' | 'a well-known value';
  readonly state: 'listening' | 'exited' | 'silent';
  readonly code: number | 'signal' | 'running';
  readonly named: 'yes' | 'no';
  readonly shown: 'yes' | 'no';
}
interface Transcript {
  readonly secrets: readonly string[];
  readonly good: 'listening' | 'exited' | 'silent';
  readonly attempts: readonly Attempt[];
}

const values: readonly (readonly [Attempt['value'], string | undefined])[] = [
  ['missing', undefined],
  ['a template value', 'replace-me-with-the-output-of-openssl-rand-base64-48'],
  ['16 bytes', 'q7Zp2LxV9sTb4KdW'],
  ['one letter', 'a'.repeat(48)],
  ['a well-known value', 'changeme'],
];

export const refusesBadSecrets = onBench<Transcript>({
  id: 'refuses-bad-secrets',
  question: 'Does a missing, short or well-known secret stop the boot, named and not shown?',
  safety: 'active',
  exercise: async (bench) => {
    const { state: good } = await bench.shared('production');
    const secrets = bench.secrets.slice(0, 3);
    const attempts: Attempt[] = [];
    for (const secret of secrets)
      attempts.push(
        ...(await Promise.all(values.map(([value, text]) => attempt(bench, secret, value, text)))),
      );
    return { secrets: bench.secrets, good, attempts };
  },
  read: ({ secrets, good, attempts }) => {
    if (good !== 'listening') return [inconclusive('it does not boot with good secrets either')];
    if (secrets.length === 0) return [inconclusive('found no secret that it reads')];
    return verdictOf(
      attempts.flatMap(({ secret, value, state, code, named, shown }) => {
        const where = `${secret}: ${value}`;
        if (shown === 'yes') return [fail('the value of a bad secret is printed', where)];
        if (state === 'listening')
          return [
            fail(
              `boots in production with ${secret} ${value === 'missing' ? 'missing' : `set to ${value}`}`,
              where,
            ),
          ];
        if (state === 'silent' || code === 0) return [fail('neither listens nor ends with an error', where)];
        return named === 'no' ? [fail('ends without naming the key', where)] : [];
      }),
      pass(`${attempts.length} bad values of ${secrets.slice(0, 3).join(', ')} stop the boot and are named`),
    );
  },
});

async function attempt(
  bench: Parameters<typeof refusesBadSecrets.exercise>[0],
  secret: string,
  value: Attempt['value'],
  text: string | undefined,
): Promise<Attempt> {
  const boot = await bench.start({ profile: 'production', env: { [secret]: text }, waitMs: 12_000 });
  const code = boot.state === 'listening' ? 'running' : await boot.ended(1_000);
  const output = `${boot.stdout()}\n${boot.stderr()}`;
  await boot.stop();
  return {
    secret,
    value,
    state: boot.state,
    code,
    named: output.includes(secret) ? 'yes' : 'no',
    shown: text !== undefined && output.includes(text) ? 'yes' : 'no',
  };
}
