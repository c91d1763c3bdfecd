import { fail, inconclusive, mendedBy, onBench, pass } from '../probe.js';
import type { Bench } from '../subjects/bench.js';
import { withBoot } from '../subjects/with-boot.js';
import { takenPort } from '../subjects/why-not.js';

interface Attempt {
  readonly secret: string;
  readonly value: 'missing' | 'a template value' | 'short' | 'one letter repeated' | 'a short usual word';
  readonly state: 'listening' | 'exited' | 'silent';
  readonly code: number | 'signal' | 'running';
  readonly named: 'yes' | 'no';
  readonly shown: 'yes' | 'no';
  /** The address that was already in use: then the process ended because of that, not because of the secret. */
  readonly taken: string;
}
interface Transcript {
  readonly secrets: readonly string[];
  /** Those that may be missing, as the template says. A bad value must stop the boot all the same. */
  readonly optional?: readonly string[];
  /** How long a boot with valid values took, next to other boots. */
  readonly goodMs: number;
  readonly attempts: readonly Attempt[];
}

const values: readonly (readonly [Attempt['value'], string | undefined])[] = [
  ['missing', undefined],
  ['a template value', 'replace-me-with-the-output-of-openssl-rand-base64-48'],
  ['short', 'q7Zp2LxV9sTb4KdW'],
  ['one letter repeated', 'a'.repeat(48)],
  ['a short usual word', 'changeme'],
];
const mostSecrets = 8;
const waitMs = 15_000;

export const refusesBadSecrets = onBench<Transcript>({
  id: 'refuses-bad-secrets',
  question:
    'Does a missing, short, repeated or template value of each secret stop the boot, named and not shown?',
  how:
    'Boots with each secret missing (unless the template says that it may be), short, repeated or from a ' +
    'template. A boot that goes on, an unnamed key, or a printed value fails.',
  safety: 'active',
  exercise: async (bench) => {
    const started = performance.now();
    // A second boot next to the one that runs: if an address is in use, the boots with bad values cannot have
    // it either.
    const goodMs = await withBoot(bench, { profile: 'production' }, async () => performance.now() - started);
    const attempts: Attempt[] = [];
    for (const secret of bench.secrets.slice(0, mostSecrets)) {
      const said = await Promise.all(values.map(([value, text]) => attempt(bench, secret, value, text)));
      // Words of the refusal itself, such as 'must not be changeme', are not the given value.
      const usual = said[0]?.output ?? '';
      attempts.push(
        ...said.map(({ output, text, ...rest }): Attempt => ({
          ...rest,
          shown: text !== undefined && output.includes(text) && !usual.includes(text) ? 'yes' : 'no',
        })),
      );
    }
    return { secrets: bench.secrets, optional: bench.optional, goodMs: Math.round(goodMs), attempts };
  },
  read: ({ secrets, optional = [], goodMs, attempts }) => {
    if (secrets.length === 0) return [inconclusive('found no secret that it reads')];
    const patient = goodMs < waitMs / 3;
    const faults = attempts.flatMap(({ secret, value, state, code, named, shown, taken }) => {
      const where = `${secret}: ${value}`;
      if (shown === 'yes') return [fail('the value of a bad secret is printed', where)];
      if (state === 'listening' && value === 'missing')
        return optional.includes(secret)
          ? []
          : [mendedBy(fail(`boots in production with ${secret} missing`, where), remedyFor(secret))];
      if (state === 'listening') return [fail(`boots in production with ${secret} set to ${value}`, where)];
      if (taken !== '' || (state === 'silent' && !patient)) return [];
      if (state === 'silent' || code === 0) return [fail('neither listens nor ends with an error', where)];
      return named === 'no' ? [fail('ends without naming the key', where)] : [];
    });
    if (faults.length > 0) return faults;
    const unseen = attempts.find(({ taken, state }) => taken !== '' || state === 'silent');
    if (unseen !== undefined)
      return [
        inconclusive(
          unseen.taken === ''
            ? `it starts too slowly here (${Math.round(goodMs / 1000)} s with good values) to tell a hang from a start`
            : `a second boot ended for another reason: ${unseen.taken} was taken`,
          `${unseen.secret}: ${unseen.value}`,
        ),
      ];
    if (secrets.length > mostSecrets)
      return [inconclusive(`${mostSecrets} of its ${secrets.length} secrets were tried`)];
    const left = attempts
      .filter(({ value, state }) => value === 'missing' && state === 'listening')
      .map(({ secret }) => secret);
    return [
      pass(
        `${counted(secrets)}, each with ${kindsOf(attempts).length} kinds of bad values that stop ` +
          `the boot (${kindsOf(attempts).join(', ')}); the name is said, the value is not` +
          (left.length === 0 ? '' : `; may be missing, as the template says: ${left.join(', ')}`),
      ),
    ];
  },
});

const remedyFor = (secret: string): string =>
  `let a start without ${secret} be refused, and delete its fallback. If it is optional, say above it in the ` +
  'template of the settings what is off without it ("Unset: nobody signs in."), or comment its line out; ' +
  `a service of rampart declares it as ${secret}: asSecret(secret(mode).optional())`;

const counted = (secrets: readonly string[]): string =>
  `tried: ${secrets.length} ${secrets.length === 1 ? 'secret' : 'secrets'} (${secrets.join(', ')})`;

const kindsOf = (attempts: readonly Pick<Attempt, 'value'>[]): readonly string[] => [
  ...new Set(attempts.map(({ value }) => value)),
];

type Said = Omit<Attempt, 'shown'> & { readonly output: string; readonly text: string | undefined };

async function attempt(
  bench: Bench,
  secret: string,
  value: Attempt['value'],
  text: string | undefined,
): Promise<Said> {
  const boot = await bench.start({ profile: 'production', env: { [secret]: text }, waitMs });
  const code = boot.state === 'listening' ? 'running' : await boot.ended(1_000);
  const output = `${boot.stdout()}\n${boot.stderr()}`;
  await boot.stop();
  return {
    secret,
    value,
    state: boot.state,
    code,
    named: output.includes(secret) ? 'yes' : 'no',
    taken: boot.state === 'listening' ? '' : (takenPort(output)?.address ?? ''),
    output,
    text,
  };
}
