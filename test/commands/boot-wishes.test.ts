import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bootWishes } from '../../src/commands/boot-wishes.js';
import { RampartError } from '../../src/errors.js';
import type { Given } from '../../src/commands/command.js';
import { settingsGiven } from '../../src/commands/settings-given.js';

let cwd = '';
beforeAll(() => {
  cwd = mkdtempSync(join(tmpdir(), 'rampart-wishes-'));
  writeFileSync(join(cwd, 'a.env'), 'A=1\nB="two words"\n');
});
afterAll(() => rmSync(cwd, { recursive: true, force: true }));

const wishes = (given: Given) => bootWishes(given, settingsGiven(given, cwd));

describe('what the user says about a boot', () => {
  it('nothing: the usual', () => {
    expect(wishes({})).toEqual({ env: {}, allowed: [], bootMs: 20_000 });
  });

  it('a variable beats a file, and may hold anything', () => {
    expect(wishes({ 'env-file': ['a.env'], env: ['A=x=y, z', 'EMPTY='] }).env).toEqual({
      A: 'x=y, z',
      B: 'two words',
      EMPTY: '',
    });
  });

  it('addresses and a time', () => {
    expect(wishes({ 'allow-connect': ['DB.internal:5432', '[::1]:6379'], 'boot-timeout': '90' })).toEqual({
      env: {},
      allowed: [
        { host: 'db.internal', port: 5432 },
        { host: '::1', port: 6379 },
      ],
      bootMs: 90_000,
    });
  });

  it.each<[Given]>([
    [{ env: ['NAME'] }],
    [{ env: ['1X=secret-value'] }],
    [{ 'env-file': ['missing.env'] }],
    [{ 'env-file': ['.'] }],
    [{ 'allow-connect': ['127.0.0.1'] }],
    [{ 'allow-connect': ['h:0'] }],
    [{ 'allow-connect': ['http://h:80'] }],
    [{ 'boot-timeout': '0' }],
    [{ 'boot-timeout': 'soon' }],
  ])('%j is refused, and no value is shown', (given) => {
    let refusal: unknown;
    try {
      wishes(given);
    } catch (error) {
      refusal = error;
    }
    expect(refusal).toBeInstanceOf(RampartError);
    expect(String(refusal)).not.toContain('secret-value');
  });
});
