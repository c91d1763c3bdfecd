import { createHash } from 'node:crypto';
import { existsSync, readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';
import { presets } from '../src/define/words.js';
import { composeNew, type Emitted } from '../src/plan/compose.js';
import { loadCatalogue } from '../src/plan/load-catalogue.js';
import { piecesOf } from '../src/plan/select.js';
import { basePath, manifestPath } from '../src/plan/manifest.js';

/**
 * What is emitted, byte for byte, so that every change of it is seen in review: the whole tree of the full preset,
 * and path, size and hash for the other presets. `npm test -- test/golden.test.ts -u` accepts a change.
 */
const catalogue = loadCatalogue();
const folder = join(import.meta.dirname, 'golden');
const pairs = catalogue.frameworks.flatMap((framework) =>
  catalogue.targets.map((target) => ({ framework, target })),
);

describe.each(pairs)('golden tree of $framework.id on $target.id', ({ framework, target }) => {
  const emit = (preset: (typeof presets)[number]): readonly Emitted[] =>
    composeNew({
      answers: {
        name: 'golden',
        framework: framework.id,
        target: target.id,
        preset,
        pieces: piecesOf(preset, framework, catalogue),
        options: {},
        packageManager: 'npm',
        node: '26',
      },
      catalogue,
      secret: (name) => `generated-${name}`,
    });
  const id = `${framework.id}-${target.id}`;

  it('full: every file', async () => {
    const files = emit('full').filter(({ path }) => path !== basePath && path !== manifestPath);
    for (const { path, text } of files)
      await expect(text).toMatchFileSnapshot(join(folder, id, `${path}.txt`));
    const kept = existsSync(join(folder, id)) ? list(join(folder, id)) : [];
    expect(kept).toEqual(files.map(({ path }) => `${path}.txt`).sort());
  });

  it.each(presets)('%s: the list', async (preset) => {
    const lines = emit(preset).map(
      ({ path, text, owner, mode }) =>
        `${createHash('sha256').update(text).digest('hex').slice(0, 12)} ${String(Buffer.byteLength(text)).padStart(6)} ${owner} ${path}${mode === undefined ? '' : ` ${mode.toString(8)}`}`,
    );
    // The manifest holds the generator's version and all hashes: it would only repeat the list.
    const stable = lines.filter((line) => !line.includes(basePath) && !line.includes(manifestPath));
    await expect(`${stable.join('\n')}\n`).toMatchFileSnapshot(join(folder, `${id}-${preset}.txt`));
  });
});

const list = (root: string): readonly string[] =>
  readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(root, join(entry.parentPath, entry.name)).replaceAll('\\', '/'))
    .sort();
