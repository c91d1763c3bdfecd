import { join } from 'node:path';
import fc from 'fast-check';
import { beforeAll, expect, it } from 'vitest';
import { generate, install } from './support/service.js';

/** As much of the emitted logger as is used here; its packages are those of the service. */
interface Logger {
  child(bindings: object): Logger;
  info(...values: readonly unknown[]): void;
}
type CreateLogger = (options: {
  readonly level: string;
  readonly mode: string;
  readonly secrets: readonly string[];
  readonly output: { write(line: string): void };
}) => Logger;

const runs = Number(process.env.RAMPART_SAMPLE ?? 1) > 1 ? 1000 : 10_000;
const settings = { seed: 8, numRuns: runs } as const;
const own = 'Zk3"vQ9/xTn7\\Lw2b+Yc8HdRf5JmPs6';
let lines: string[] = [];
let logger: Logger;

beforeAll(async () => {
  const service = generate('log-lines', ['--framework', 'express', '--target', 'compose']);
  install(service);
  const module = join(service, 'src/security/logger.ts');
  const { createLogger } = (await import(/* @vite-ignore */ module)) as { createLogger: CreateLogger };
  const output = { write: (line: string) => void lines.push(line) };
  logger = createLogger({ level: 'info', mode: 'production', secrets: [own], output });
});

/** The lines that come of it, each of them read as JSON. */
function written(log: (logger: Logger) => void): readonly Readonly<Record<string, unknown>>[] {
  lines = [];
  log(logger);
  return lines.map((line) => {
    expect(line.endsWith('\n')).toBe(true);
    return JSON.parse(line) as Readonly<Record<string, unknown>>;
  });
}
const lineOf = (...values: readonly unknown[]) =>
  written((log) => {
    log.info(...values);
  })[0] ?? {};

const telling = fc.constantFrom(
  ...['password', 'userPassword', 'X-Api-Key', 'refresh_token', 'tokens', 'credentials', 'secrets'],
  ...['set-cookie', 'Authorization', 'client-secret', 'private_key', 'passphrase', 'PASSWD', 'cookies'],
);
const plain = fc.constantFrom('note', 'id', 'at', 'deep', 'list', 'err', 'value', 'msg');
const canary = fc.stringMatching(/^cnry[a-z]{12}$/);
const digits = fc.bigInt({ min: 10n ** 12n, max: 10n ** 19n }).map(String);
const text = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.constantFrom('"', '\\', 'token="', 'cookie: a=', '{"password":[', "secret: {'", 'Bearer ', '://a:', own),
  digits,
);

/** What throws, turns round, says that it is something else, or has no JSON. */
const hostile: fc.Arbitrary<() => unknown> = fc.constantFrom<() => unknown>(
  () => Object.defineProperty({}, 'token', { enumerable: true, get: () => thrown() }),
  () => new Proxy({}, { ownKeys: () => thrown(), has: () => thrown(), get: () => thrown() }),
  () => ({ toJSON: () => thrown() }),
  () => ({ toJSON: () => undefined }),
  () => ({ toString: () => thrown() }),
  () => Object.assign(new Error('password=x'), { token: ['a'], cause: new Error('cookie: a=1; b=2') }),
  () => Object.defineProperty(new Error('token'), 'message', { get: () => thrown() }),
  () => {
    const round: Record<string, unknown> = { token: 1n };
    return Object.assign(round, { round });
  },
  () => Symbol('token'),
  () => thrown,
  () => new Date(NaN),
  () => nested(5000),
  () => Buffer.from('token'),
  () => JSON.parse('{"__proto__":{"token":"x"}}') as unknown,
);
function thrown(): never {
  throw new Error('thrown by what is logged');
}
function nested(depth: number): unknown {
  let value: unknown = { token: 'x' };
  for (let level = 0; level < depth; level += 1) value = [value];
  return value;
}

/** Made when it is used: fast-check itself looks at what it gives. */
const anything: fc.Arbitrary<() => unknown> = fc.oneof(
  given(
    fc.anything({
      key: fc.oneof(telling, plain, text),
      values: [
        text,
        fc.double(),
        fc.boolean(),
        fc.constant(null),
        fc.bigInt(),
        fc.date(),
        digits.map(Number),
      ],
      withBigInt: true,
      withDate: true,
      withMap: true,
      withNullPrototype: true,
      withObjectString: true,
      withSet: true,
      withSparseArray: true,
      withTypedArray: true,
    }),
  ),
  hostile,
  given(text),
);
function given(values: fc.Arbitrary<unknown>): fc.Arbitrary<() => unknown> {
  return values.map((value) => () => value);
}

it('writes JSON for every input, and never throws', () => {
  fc.assert(
    fc.property(fc.array(anything, { maxLength: 4 }), (makers) => {
      const values = makers.map((make) => make());
      expect(written((log) => { log.info(...values); })).toHaveLength(1); // prettier-ignore
      expect(
        written((log) => {
          log.info({ a: values[0], token: values }, ...values);
        }),
      ).toHaveLength(1);
    }),
    settings,
  );
});

it('writes JSON for whatever a child carries', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.oneof(telling, plain, text), fc.jsonValue()), (bindings) => {
      expect(written((log) => { log.child({ ...bindings }).info('token=x'); })).toHaveLength(1); // prettier-ignore
    }),
    settings,
  );
});

/** A secret below a telling name, in lists and objects that lie in lists and objects. */
const wrap = (value: unknown, path: readonly (string | number)[]): unknown =>
  path.reduceRight((inner, step) => (typeof step === 'string' ? { [step]: inner } : [step, inner]), value);
const way = fc.array(fc.oneof(plain, fc.integer()), { maxLength: 8 });

it('masks what lies below a telling name at any depth, and keeps counts, nulls and booleans there', () => {
  fc.assert(
    fc.property(way, telling, way, canary, (above, name, below, secret) => {
      const hidden = wrap({ a: secret, b: [secret, null, true], promptTokens: null }, below);
      const line = lineOf({ given: wrap({ [name]: hidden }, above) });
      const shown = JSON.stringify(line);
      expect(shown).not.toContain(secret);
      expect(shown).toContain('{"a":"[redacted]","b":["[redacted]",null,true],"promptTokens":null}');
    }),
    settings,
  );
});

const innocent = fc.jsonValue({ maxDepth: 4 }).filter((value) => !/["\\]|\d{13}/.test(JSON.stringify(value)));

it('leaves everything else as it is', () => {
  fc.assert(
    fc.property(innocent, fc.array(plain, { maxLength: 5 }), fc.integer(), (value, path, count) => {
      const given = JSON.parse(JSON.stringify(wrap(value, path))) as unknown; // no -0
      const line = lineOf({
        given,
        promptTokens: count,
        tokenExpiresAt: 1764333333000 + count,
        password: null,
        token: 'x',
      });
      expect(line).toMatchObject({ given, promptTokens: count, tokenExpiresAt: 1764333333000 + count });
      expect(line).toMatchObject({ password: null, token: '[redacted]' });
    }),
    settings,
  );
});

it('keeps times and ids, and masks card numbers', () => {
  for (let step = 0; step < 2000; step += 1) {
    const at = {
      ms: 1764333333000 + step,
      us: 1764333333000000 + step,
      id: `${1764333333000000000n + BigInt(step)}`,
    };
    expect(lineOf({ ...at, big: 1764333333000000000n + BigInt(step), note: 'token=x' })).toMatchObject(at);
    expect(lineOf(at, `from ${at.ms} to ${at.id}`)).toMatchObject({ msg: `from ${at.ms} to ${at.id}` });
  }
  expect(lines[0]).toBeDefined();
  expect(lineOf({ pan: 4111111111111111, amex: '378282246310005' })).toMatchObject({
    pan: '[redacted]',
    amex: '[redacted]',
  });
});

const cookies = fc.array(fc.tuple(fc.stringMatching(/^[a-z]{1,8}$/), canary), { minLength: 2, maxLength: 6 });

it('masks each cookie of a header, wherever the header stands', () => {
  fc.assert(
    fc.property(cookies, fc.constantFrom('Cookie', 'set-cookie'), (pairs, name) => {
      const value = pairs.map((pair) => pair.join('=')).join('; ');
      const head = `${name}: ${value}`;
      const error = Object.assign(new Error(`refused\n${head}\nHost: a`), {
        config: { headers: { [name]: value } },
      });
      const shown = [
        lineOf({ headers: { [name]: value } }, head),
        lineOf({ rawHeaders: ['Host', 'a', name, value], entries: [[name, value]], pair: { name, value } }),
        lineOf({ body: JSON.stringify({ [name]: [value] }) }, 'sent %j', { [name]: [value] }),
        lineOf(error, `GET / ${JSON.stringify({ headers: { [name]: value } })}`),
      ];
      expect(JSON.stringify(shown)).not.toContain('cnry');
    }),
    settings,
  );
});

it('masks own secrets in every spelling, also in names', () => {
  const spelled = [own, encodeURIComponent(own), JSON.stringify(own), JSON.stringify(JSON.stringify(own))];
  for (const each of spelled) {
    lines = [];
    logger.info({ [each]: each, list: [each], text: JSON.stringify({ note: each }) }, `about ${each}`);
    expect(lines.join('')).not.toMatch(/Zk3|Lw2b/);
    expect(JSON.parse(lines.join(''))).toMatchObject({ list: [expect.stringContaining('[redacted]')] });
  }
});
