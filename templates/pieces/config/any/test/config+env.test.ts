import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { adviceFor, asSecret, readEnv } from '../src/security/env.js';

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
