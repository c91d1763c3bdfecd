import { describe, expect, it } from 'vitest';
import { frameworks } from '../../generators/frameworks/index.js';
import { loadCatalogue } from '../../generators/load-catalogue.js';
import type { Answers } from '../../src/define/answers.js';
import { composeNew } from '../../src/plan/compose-service.js';
import { mainOf } from '../../src/plan/join/part-names.js';
import { layerOrder } from '../../src/plan/layer-order.js';
import { piecesOf, selectPieces } from '../../src/plan/select.js';
import { templateImports } from '../../src/plan/template-imports.js';

const catalogue = loadCatalogue();
const [target] = catalogue.targets;
if (target === undefined) throw new Error('No target.');

/** Joining leaves a test out only with the source that it is about. */
describe.each(frameworks)('a service of $id has every test', (framework) => {
  const pieces = piecesOf('full', framework, catalogue);
  const tested = pieces.filter((id) =>
    Object.entries(catalogue.layers).some(
      ([layer, entries]) =>
        layer.startsWith(`pieces/${id}/`) && entries.some(({ path }) => path.endsWith('.test.ts')),
    ),
  );
  it.each([...tested, 'all'])('of %s', (asked) => {
    const answers: Answers = {
      ...{ name: 'service', framework: framework.id, target: target.id, preset: 'minimal', options: {} },
      ...{ pieces: asked === 'all' ? pieces : [asked], packageManager: 'npm', node: '26' },
    };
    const files = new Map(
      composeNew({ answers, catalogue, secret: () => 'x' }).map(({ path, text }) => [path, text]),
    );
    const chosen = selectPieces({ answers, framework, catalogue });
    const lost = layerOrder({ framework, chosen, target, packageManager: 'npm', seat: 'alone' })
      .flatMap(({ layer }) => catalogue.layers[layer] ?? [])
      .filter(({ path }) => path.endsWith('.test.ts'))
      .filter(({ path, text = '' }) => !bodyOf(files.get(mainOf(path) ?? path)).includes(bodyOf(text)));
    const isOfSources = ({ text = '' }: { readonly text?: string }): boolean =>
      templateImports(text).some(
        ({ module }) => module.startsWith('../src/') && !files.has(module.slice(3).replace(/js$/, 'ts')),
      );
    expect(lost.filter((entry) => !isOfSources(entry)).map(({ path }) => path)).toEqual([]);
  });
});

/** Without imports, which joining brings together. */
const bodyOf = (text = ''): string => text.replace(/^import [^;]+;\n/gm, '').trim();
