import { expect, it } from 'vitest';
import { strides } from '../../src/define/piece.js';
import { loadCatalogue } from '../../generators/load-catalogue.js';
import { emittedWith } from '../support/emitted-with.js';

const emitted = emittedWith('threat-model');

it('brings its file, and no other document', () => {
  expect(emitted.paths).toContain('THREAT-MODEL.md');
  expect(emitted.paths).not.toContain('SECURITY.md');
});

it('models the threats of what was chosen, and of nothing else', () => {
  const model = emitted.text('THREAT-MODEL.md');
  for (const stride of strides) expect(model).toContain(`| ${stride} |`);
  expect(model).toContain('`src/security/body.ts`');
  expect(model).not.toContain('cors-policy');
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
