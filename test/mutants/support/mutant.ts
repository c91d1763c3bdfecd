import type { Framework } from '../../../src/define/framework.js';
import type { Piece } from '../../../src/define/piece.js';
import type { PieceId } from '../../../src/define/words.js';
import { printed } from '../../../src/plan/composition.js';
import { findFit } from '../../../src/plan/find-fit.js';

/**
 * A small change of the generated service. A sabotage must be caught by the probes of its control; a
 * harmless one by none.
 */
export interface Mutant {
  readonly name: string;
  readonly edits: readonly Edit[];
  /** 'committed': the tree, as it is after the edits, is committed to a git repository. */
  readonly git?: 'committed';
}

/**
 * A list for every framework, or lists by adapter, where the files differ: { any: [...], connect: [...],
 * hono: [...] }.
 */
export type Mutants = readonly Mutant[] | Readonly<Record<string, readonly Mutant[]>>;

/** What a folder of mutants exports. */
export interface Sabotage {
  readonly mutants: Mutants;
  /** The service that they are made in, where it is not the usual one. */
  readonly subject?: { readonly target: string };
}

/** Those for a framework with these adapters. */
export const mutantsFor = (adapters: readonly string[], mutants: Mutants): readonly Mutant[] =>
  Array.isArray(mutants)
    ? (mutants as readonly Mutant[])
    : Object.entries(mutants).flatMap(([adapter, list]: [string, readonly Mutant[]]) =>
        adapters.includes(adapter) ? list : [],
      );

export type Edit =
  /** `find` stands exactly once in the file, else the matrix fails: the anchor has moved. */
  | { readonly file: string; readonly find: string; readonly replace: string }
  | { readonly file: string; readonly create: string }
  | { readonly file: string; readonly remove: 'file' }
  /** The statements by which a piece joins this framework's composition root are not there. */
  | { readonly unmount: PieceId };

export type FileEdit = Exclude<Edit, { readonly unmount: PieceId }>;

export const swap = (file: string, find: string, replace: string): FileEdit => ({ file, find, replace });
export const create = (file: string, text: string): Edit => ({ file, create: text });
export const unmount = (piece: PieceId): Edit => ({ unmount: piece });
export const remove = (file: string): Edit => ({ file, remove: 'file' });
export const mutant = (name: string, ...edits: readonly Edit[]): Mutant => ({ name, edits });

/** The edits of files that these are for one framework. */
export const resolved = (
  edits: readonly Edit[],
  framework: Framework,
  pieces: readonly Piece[],
): readonly FileEdit[] =>
  edits.flatMap((edit) => ('unmount' in edit ? statementsOf(edit.unmount, framework, pieces) : [edit]));

function statementsOf(id: PieceId, framework: Framework, pieces: readonly Piece[]): readonly FileEdit[] {
  const piece = pieces.find((each) => each.id === id);
  const fit = piece && findFit(piece, framework);
  const compose = fit?.mounts === 'in existing repos' ? fit.modules : fit?.compose;
  if (compose === undefined) throw new Error(`${id} has no statement on ${framework.id}`);
  return [compose, ...Object.values(fit?.later ?? {})]
    .flatMap((each) => printed(each({}), framework))
    .flatMap(({ text }) => text.split('\n'))
    .map((line) => swap('src/security/index.ts', `${line}\n`, '\n'));
}
