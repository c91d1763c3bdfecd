import { expect, it } from 'vitest';
import { composeNew } from '../../src/plan/compose-service.js';
import { loadCatalogue } from '../../generators/load-catalogue.js';
import { availablePieces } from '../../src/plan/available-pieces.js';
import { piecesOf } from '../../src/plan/select.js';
import { frameworks } from '../../generators/frameworks/index.js';
import { emittedWith } from '../support/emitted-with.js';

const emitted = emittedWith('documents');

it('brings its files', () => {
  expect(emitted.paths).toEqual(expect.arrayContaining(['SECURITY.md', 'SECURITY-IMPLEMENTATION.md']));
  expect(emitted.paths).not.toContain('THREAT-MODEL.md');
});

it('has a section for each of the other pieces of the service', () => {
  const guide = emitted.text('SECURITY-IMPLEMENTATION.md');
  for (const control of ['error-no-leak', 'body-size-limits', 'health-endpoints'])
    expect(guide).toContain(control);
  expect(guide).not.toContain('cors-allowlist');
});

it('says what there is: logins are counted by client, and what passes by the schemas is named', () => {
  const catalogue = loadCatalogue();
  for (const framework of frameworks) {
    const files = composeNew({
      answers: {
        framework: framework.id,
        options: {},
        name: 'service',
        target: 'compose',
        preset: 'full',
        pieces: piecesOf('full', framework, catalogue),
        packageManager: 'npm',
        node: '26',
      },
      catalogue,
      secret: () => 'generated',
    });
    const text = (name: string): string =>
      (files.find(({ path }) => path === name)?.text ?? '').replaceAll(/\s+/g, ' ');
    expect(text('THREAT-MODEL.md') + text('SECURITY-IMPLEMENTATION.md')).not.toMatch(/by account|cannot be/);
    const limits = availablePieces(framework, catalogue).some(({ id }) => id === 'rate-limit');
    const guessed = text('THREAT-MODEL.md').includes(
      'The password of one account is guessed from many addresses.',
    );
    expect(`${framework.id}: ${String(guessed)}`).toBe(`${framework.id}: ${String(limits)}`);
    expect(text('SECURITY-IMPLEMENTATION.md')).toContain('Routes mounted directly on the framework');
  }
});
