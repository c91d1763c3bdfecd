// A seeded sample of mutants, as a plugin of Stryker, which has no sampling of its own: a checker may refuse
// mutants that do not compile, and this one refuses those that were not drawn. Stryker starts it in a process of
// its own, without tsx, so it is plain JavaScript.
import { createHash } from 'node:crypto';
import { relative } from 'node:path';

/**
 * Whether a mutant belongs to the sample. By itself, so that it does not matter which others there are, and a
 * mutant in a file that has not changed is drawn again by the same seed.
 * @param {import('./draw.mjs').Mutant} mutant
 * @param {import('./draw.mjs').Draw} draw
 */
export function isDrawn({ fileName, location: { start, end }, mutatorName, replacement }, { seed, share }) {
  const name = [seed, fileName, start.line, start.column, end.line, end.column, mutatorName, replacement];
  return createHash('sha256').update(JSON.stringify(name)).digest().readUInt32BE(0) / 2 ** 32 < share;
}

function drawing() {
  const { seed, share, root } = JSON.parse(process.env.RAMPART_DRAW ?? '');
  /** @param {string} path */
  const fromRoot = (path) => relative(root, path).replaceAll('\\', '/');
  return {
    init: () => Promise.resolve(),
    /** @param {readonly (import('./draw.mjs').Mutant & { id: string })[]} mutants */
    check: (mutants) =>
      Promise.resolve(
        Object.fromEntries(
          mutants.map((mutant) => [
            mutant.id,
            isDrawn({ ...mutant, fileName: fromRoot(mutant.fileName) }, { seed, share })
              ? { status: 'passed' }
              : { status: 'compileError', reason: 'not drawn' },
          ]),
        ),
      ),
    /** @param {readonly { id: string }[]} mutants */
    group: (mutants) => Promise.resolve([mutants.map(({ id }) => id)]),
  };
}

export const strykerPlugins = [{ kind: 'Checker', name: 'drawn', factory: drawing }];
