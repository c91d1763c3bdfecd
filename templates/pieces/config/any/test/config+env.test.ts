import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { adviceFor, asSecret, readEnv, secret, secretsOf, textsIn } from '../src/security/env.js';

const schema = z.object({ API_TOKEN: asSecret(z.string().optional()), MODE: z.string().optional() });
const folder = mkdtempSync(join(tmpdir(), 'credentials-'));
writeFileSync(join(folder, 'api_token'), 'from the folder\n');
writeFileSync(join(folder, 'other'), 'from a file\n');
writeFileSync(join(folder, 'mode'), 'no secret, so not read\n');
afterAll(() => rmSync(folder, { recursive: true }));

describe('a secret', () => {
  it.each([
    [
      'the environment',
      { API_TOKEN: 'from the environment', CREDENTIALS_DIRECTORY: folder },
      'from the environment',
    ],
    [
      'the file that is named',
      { API_TOKEN_FILE: join(folder, 'other'), CREDENTIALS_DIRECTORY: folder },
      'from a file',
    ],
    ['the folder of credentials', { CREDENTIALS_DIRECTORY: folder }, 'from the folder'],
    ['nowhere', { CREDENTIALS_DIRECTORY: join(folder, 'none') }, undefined],
  ])('comes from %s', (_source, env, value) => {
    expect(readEnv(schema, env).API_TOKEN).toBe(value);
  });

  it('that is named and cannot be read stops the start', () => {
    expect(() => readEnv(schema, { API_TOKEN_FILE: join(folder, 'none') })).toThrow('API_TOKEN_FILE');
    expect(() => readEnv(schema, { API_TOKEN_FILE: folder })).toThrow('API_TOKEN_FILE');
  });
});

it('reads settings from the environment only', () => {
  expect(readEnv(schema, { CREDENTIALS_DIRECTORY: folder }).MODE).toBeUndefined();
});

it('says what to do on a laptop only where no mode is named', () => {
  expect(adviceFor({})).toContain('NODE_ENV=development');
  expect(adviceFor({ NODE_ENV: 'production' })).toBe('');
});

const made = secret('test');
const text = 'q8Zr3nB0xVt6yLw1KcHs9pJm2DfGa5Ue';

it.each<[string, z.ZodType]>([
  ['optional', made.optional()],
  ['nullish', made.nullish()],
  ['default', made.default('none')],
  ['prefault', made.prefault('none')],
  ['catch', made.catch('none')],
  ['nonoptional', made.optional().nonoptional()],
  ['readonly', made.readonly()],
  ['brand', made.brand('Secret')],
  ['refine', made.refine((value) => value !== '')],
  ['superRefine', made.superRefine(() => undefined)],
  ['check', made.check(z.minLength(1))],
  ['min', made.min(1)],
  ['trim', made.trim()],
  ['meta', made.meta({ title: 'A key' })],
  ['describe', made.describe('A key')],
  ['transform', made.transform((value) => value)],
  ['pipe', made.pipe(z.string())],
  ['the end of a pipe', z.string().pipe(made)],
  ['preprocess', z.preprocess((value) => value, made)],
  ['or', z.literal('none').or(made)],
  ['and', made.and(z.string())],
  ['lazy', z.lazy(() => made)],
  ['several', made.min(1).optional().meta({ title: 'A key' }).readonly()],
  ['a list', z.preprocess((value) => [value], z.array(made))],
  ['an object', z.preprocess((value) => ({ first: value }), z.strictObject({ first: made }))],
])('a secret stays one behind %s', (_way, type) => {
  const path = join(folder, 'wrapped');
  writeFileSync(path, text);
  const schemaOfOne = z.object({ KEY: type, OTHER: z.string().optional() });
  expect(secretsOf(schemaOfOne)).toEqual(['KEY']);
  expect(textsIn(readEnv(schemaOfOne, { KEY_FILE: path }).KEY)).toEqual([text]);
});

it('takes nothing else for a secret, however it is made', () => {
  const others = {
    A: z.string().min(1).optional().meta({ title: 'A' }),
    B: z.json(),
    C: z.coerce.number().default(1),
  };
  expect(secretsOf(z.object(others))).toEqual([]);
});
