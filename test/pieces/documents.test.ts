import { expect, it } from 'vitest';
import { strides } from '../../src/define/piece.js';
import { emittedWith } from '../support/emitted-with.js';

const emitted = emittedWith('documents');

it('brings its files', () => {
  expect(emitted.paths).toEqual(
    expect.arrayContaining(['SECURITY.md', 'THREAT-MODEL.md', 'SECURITY-IMPLEMENTATION.md']),
  );
});

it('promises its controls', () => {
  expect(emitted.piece.controls).toEqual(['security-policy', 'threat-model', 'implementation-guide']);
});

it('has a section for each of the other pieces of the service', () => {
  const guide = emitted.text('SECURITY-IMPLEMENTATION.md');
  for (const control of ['error-no-leak', 'body-size-limits', 'health-endpoints'])
    expect(guide).toContain(control);
  expect(guide).not.toContain('cors-allowlist');
});

it('models the threats of what was chosen, and of nothing else', () => {
  const model = emitted.text('THREAT-MODEL.md');
  for (const stride of strides) expect(model).toContain(`| ${stride} |`);
  expect(model).toContain('`src/security/json.ts`');
  expect(model).not.toContain('cors-policy');
  expect(model).toContain('standard output');
  expect(model).not.toContain('Sentry');
});
