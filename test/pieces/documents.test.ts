import { expect, it } from 'vitest';
import { emittedWith } from '../support/emitted-with.js';

const emitted = emittedWith('documents');

it('brings its files', () => {
  expect(emitted.paths).toEqual(expect.arrayContaining(['SECURITY.md', 'SECURITY-IMPLEMENTATION.md']));
});

it('promises its controls', () => {
  expect(emitted.piece.controls).toEqual(['security-policy', 'implementation-guide']);
});

it('has a section for each of the other pieces of the service', () => {
  const guide = emitted.text('SECURITY-IMPLEMENTATION.md');
  for (const control of ['error-no-leak', 'body-size-limits', 'health-endpoints'])
    expect(guide).toContain(control);
  expect(guide).not.toContain('cors-allowlist');
});
