import { expect, it } from 'vitest';
import { strides } from '../../src/define/piece.js';
import { composeNew } from '../../src/plan/compose-service.js';
import { loadCatalogue } from '../../generators/load-catalogue.js';
import { availablePieces } from '../../src/plan/available-pieces.js';
import { piecesOf } from '../../src/plan/select.js';
import { frameworks } from '../../generators/frameworks/index.js';
import { emittedWith } from '../support/emitted-with.js';

const emitted = emittedWith('documents');

it('brings its files', () => {
  expect(emitted.paths).toEqual(
    expect.arrayContaining(['SECURITY.md', 'THREAT-MODEL.md', 'SECURITY-IMPLEMENTATION.md']),
  );
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
  expect(model).not.toContain('src/security/cors.ts');
  expect(model).toContain('standard output');
  expect(model).not.toContain('Sentry');
});

it('says that a threat is met only where a control shows it: of the same member, where that promises any', () => {
  const { pieces, targets } = loadCatalogue();
  const all = pieces.flatMap((piece) => piece.controls);
  for (const { id, controls, contributes } of [...pieces, ...targets])
    for (const threat of contributes?.threats ?? [])
      if ('met' in threat)
        expect(controls.length > 0 ? controls : all, `${id}: ${threat.threat}`).toEqual(
          expect.arrayContaining([...threat.shownBy]),
        );
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
