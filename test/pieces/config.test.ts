import { expect, it } from 'vitest';
import { emittedWith } from '../support/emitted-with.js';

const emitted = emittedWith('config');

it('brings its files', () => {
  expect(emitted.paths).toEqual(
    expect.arrayContaining(['src/config.ts', 'src/security/env.ts', 'test/config.test.ts', '.env']),
  );
});

it('keeps the file of development secrets private', () => {
  const file = emitted.files.find(({ path }) => path === '.env');
  expect(file).toMatchObject({ mode: 0o600, privacy: 'secret' });
});

it('gives every secret a value for development, and the schema every variable', () => {
  expect(emitted.text('.env')).toMatch(/^OPERATIONS_TOKEN=secret of OPERATIONS_TOKEN$/m);
  expect(emitted.text('src/config.ts')).toContain('OPERATIONS_TOKEN: secret(mode),');
});

it('reads a secret from the environment, a named file or a credential of systemd, in this order', () => {
  const text = emitted.text('src/security/env.ts');
  const places = ['env[name] ||', '`${name}_FILE`', 'env.CREDENTIALS_DIRECTORY'].map((place) =>
    text.indexOf(place),
  );
  expect(places).toEqual([...places].sort((a, b) => a - b));
  expect(places).not.toContain(-1);
});
