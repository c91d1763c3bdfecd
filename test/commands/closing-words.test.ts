import { describe, expect, it } from 'vitest';
import { example, placesIn, proofWords } from '../../src/commands/closing-words.js';
import { composeNew } from '../../src/plan/compose-service.js';
import { loadCatalogue } from '../../generators/load-catalogue.js';
import { piecesOf } from '../../src/plan/select.js';
import { frameworks } from '../../generators/frameworks/index.js';

const catalogue = loadCatalogue();

describe('what new says at its end', () => {
  it('names each fail, what nothing looks at, and why it is not ready for production', () => {
    const words = proofWords({
      outcome: 'findings',
      summary: '47 pass, 1 fail',
      fails: ['secrets-template: no environment template exists'],
      closers: ['env-templates'],
      open: ['2: not booted: it ended'],
      unprobed: 5,
      production: { ready: 'NO', reasons: ['cors-allowlist (critical): not-assessed: proven locally'] },
      page: 'SECURITY-STATUS.md',
    }).join('\n');
    for (const part of [
      '47 pass, 1 fail',
      'secrets-template: no environment template exists',
      'not booted',
      '5 lines of the checklist no probe can see, and nobody attests',
      'Ready for production: no',
      'cors-allowlist (critical)',
      'SECURITY-STATUS.md',
    ])
      expect(words).toContain(part);
    expect(proofWords(undefined).join()).toContain('Nothing is proven yet');
  });

  const services = catalogue.targets.flatMap(({ id }) =>
    frameworks.map((framework) => ({ framework, target: id })),
  );
  it.each(services)('points at what is there: $framework.id on $target', ({ framework, target }) => {
    const files = composeNew({
      answers: {
        framework: framework.id,
        options: {},
        name: 'closing',
        target,
        preset: 'standard',
        pieces: piecesOf('standard', framework, catalogue),
        packageManager: 'npm',
        node: '26',
      },
      catalogue,
      secret: () => 'x',
    });
    const changes = files.map((file) => ({ ...file, kind: 'create' as const, after: file.text }));
    const { address, deploy } = placesIn({ changes }, target);
    expect(address).toBe('http://localhost:3000');
    expect(deploy).toBe(`deploy/${target}/README.md`);
    const placed = changes.map((change) => ({ ...change, path: `apps/closing/${change.path}` }));
    expect(placesIn({ changes: placed, service: 'apps/closing' }, target)).toEqual({ address, deploy });
    expect(placesIn({ changes: placed }, target)).toEqual({});
    // Its own tests ask for it.
    expect(files.some(({ path, text }) => path.startsWith('test/') && text.includes(example))).toBe(true);
    expect(files.find(({ path }) => path === 'README.md')?.text).toContain(address);
  });
});
