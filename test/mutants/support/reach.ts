import { existsSync, readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { Framework } from '../../../src/define/framework.js';
import { controlsWithoutPiece, unavailablePieces } from '../../../src/plan/available-pieces.js';
import type { Catalogue } from '../../../src/plan/catalogue.js';
import type { Mutant } from './mutant.js';

/**
 * What cannot be sabotaged on a framework that lacks pieces. It is left out by name, and never counted as caught
 * or as left alone.
 */
export interface Reach {
  /** Controls that no piece for the framework and no target is for. */
  readonly controls: ReadonlySet<string>;
  /** Why a mutant is out of reach: it edits what only a missing piece brings. */
  readonly because: (mutant: Mutant) => string | undefined;
}

export function outOfReach(framework: Framework, catalogue: Pick<Catalogue, 'pieces' | 'targets'>): Reach {
  const missing = unavailablePieces(framework, catalogue).map(({ id }) => id);
  const broughtBy = new Map(missing.flatMap((piece) => filesOf(piece).map((path) => [path, piece] as const)));
  return {
    controls: new Set(controlsWithoutPiece(framework, catalogue)),
    because: ({ edits }) =>
      edits
        .map((edit) =>
          'unmount' in edit ? missing.find((id) => id === edit.unmount) : broughtBy.get(edit.file),
        )
        .find((piece) => piece !== undefined),
  };
}

const templates = join(import.meta.dirname, '../../../templates/pieces');

/** Paths in a service that a piece has templates for, whatever the framework. */
function filesOf(piece: string): readonly string[] {
  const folder = join(templates, piece);
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
    .map((path) =>
      path
        .replaceAll('\\', '/')
        .replace(/^[^/]+\//, '')
        .replace(/\.hbs$/, ''),
    );
}
