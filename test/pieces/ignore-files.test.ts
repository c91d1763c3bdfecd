import { expect, it } from 'vitest';
import { emittedWith } from '../support/emitted-with.js';

const emitted = emittedWith('ignore-files');

it('brings its files', () => {
  expect(emitted.paths).toEqual(expect.arrayContaining(['.gitignore', '.dockerignore']));
});

it('ignores every .env but the templates', () => {
  expect(emitted.text('.gitignore').split('\n')).toEqual(
    expect.arrayContaining(['.env', '.env.*', '!.env.example', '!.env.*.template']),
  );
});
