import { describe, expect, it } from 'vitest';
import { loadCatalogue } from '../../generators/load-catalogue.js';
import { basePath, manifestPath } from '../../src/define/manifest.js';
import { composeNew } from '../../src/plan/compose-service.js';
import type { Emitted } from '../../src/plan/emitted.js';
import { piecesOf } from '../../src/plan/select.js';
import { frameworks } from '../../generators/frameworks/index.js';
import type { TemplateEntry } from '../../src/plan/render.js';

const catalogue = loadCatalogue();

const composed = (more: Readonly<Record<string, readonly TemplateEntry[]>>): readonly Emitted[] => {
  const layers = Object.fromEntries(
    Object.entries({ ...more, ...catalogue.layers }).map(([layer, entries]) => [
      layer,
      [...entries, ...(catalogue.layers[layer] === undefined ? [] : (more[layer] ?? []))],
    ]),
  );
  const [framework] = frameworks as [(typeof frameworks)[number]];
  return composeNew({
    answers: {
      name: 'parted',
      framework: framework.id,
      options: {},
      target: catalogue.targets[0]?.id ?? '',
      preset: 'full',
      pieces: piecesOf('full', framework, catalogue),
      packageManager: 'npm',
      node: '26',
    },
    catalogue: { ...catalogue, layers },
    secret: (name) => `secret of ${name}`,
  });
};
const at = (files: readonly Emitted[], path: string): Emitted | undefined =>
  files.find((file) => file.path === path);

describe('a new service', () => {
  const main = "import { least } from './extra+least.js';\n\nexport const extra = (): number => least;\n";
  const part: TemplateEntry = {
    path: 'src/security/extra+least.ts',
    render: () => 'export const least = 1;\n',
  };
  const files = composed({
    'pieces/cors/connect': [{ path: 'src/security/extra.ts', text: main }],
    'pieces/cors/any': [part],
  });
  const plain = composed({});

  it('has the joined file, which is as its main was, and no part', () => {
    expect(at(files, 'src/security/extra.ts')).toEqual({
      path: 'src/security/extra.ts',
      text: 'export const extra = (): number => least;\n\nconst least = 1;\n',
      owner: 'owned',
    });
    expect(files.filter(({ path }) => path.includes('+'))).toEqual([]);
    const kept = [basePath, manifestPath];
    expect(files.filter(({ path }) => !kept.includes(path) && path !== 'src/security/extra.ts')).toEqual(
      plain.filter(({ path }) => !kept.includes(path)),
    );
  });

  it('names it in the manifest, and no part', () => {
    const named = Object.keys(
      (JSON.parse(at(files, manifestPath)?.text ?? '') as { files: Record<string, unknown> }).files,
    );
    expect(named).toContain('src/security/extra.ts');
    expect(named.filter((path) => path.includes('+'))).toEqual([]);
    expect(at(files, basePath)?.text).not.toContain('extra+least');
  });

  it('keeps the mode of a file with secrets', () => {
    expect(at(files, '.env')).toMatchObject({ mode: 0o600, privacy: 'secret' });
  });

  it('is refused where parts do not join', () => {
    expect(() => composed({ 'pieces/cors/any': [part] })).toThrow(
      'The parts of src/security/extra.ts do not join: src/security/extra+least.ts without it.',
    );
  });
});
