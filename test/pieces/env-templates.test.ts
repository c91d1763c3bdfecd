import { describe, expect, it } from 'vitest';
import { targets } from '../../generators/targets/index.js';
import { emittedOn } from '../support/emitted-on.js';
import { emittedWith } from '../support/emitted-with.js';

const emitted = emittedWith('env-templates');

it('brings its files', () => {
  expect(emitted.paths).toEqual(expect.arrayContaining(['.env.example', '.env.production.template']));
});

it('names every variable in both templates, and no secret', () => {
  const names = (path: string) => emitted.text(path).match(/^[A-Z_]+(?==)/gm);
  expect(names('.env.example')).toEqual(names('.env'));
  expect(names('.env.production.template')).toEqual(names('.env'));
  expect(emitted.text('.env.example')).toMatch(/^OPERATIONS_TOKEN=$/m);
  expect(emitted.text('.env.production.template')).toMatch(/^OPERATIONS_TOKEN=$/m);
});

/** A value in a line that nothing reads is a setting that its owner believes in. */
describe.each(targets)('the production template of $id', ({ id }) => {
  const { text } = emittedOn(id, { packageManager: 'npm', node: '26' }, 'express');
  const lines = text('.env.production.template').split('\n');
  const above = (name: string): string => {
    const at = lines.findIndex((line) => line.startsWith(`${name}=`));
    return lines.slice(lines.lastIndexOf('', at), at).join(' ');
  };

  it.each(['OPERATIONS_TOKEN', 'REDIS_URL', 'SENTRY_DSN'])('says where the secret %s goes', (name) => {
    expect(above(name)).toContain(name.toLowerCase());
    expect(above(name)).toMatch(/Not read here|In your store/);
  });

  it.each(['NODE_ENV', 'HOST', 'PORT', 'TRUST_PROXY'])('says that %s is decided elsewhere', (name) => {
    expect(above(name)).toMatch(/decide[sd].*deploy\/|deploy\/.* decides/i);
  });

  it('says so of what its deployment does not take from the file, and of nothing else', () => {
    for (const name of ['PUBLIC_ORIGIN', 'ALLOWED_ORIGINS', 'LOG_LEVEL'])
      expect(above(name)).not.toMatch(/Not read here|In your store|Decided by/);
  });
});
