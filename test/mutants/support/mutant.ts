/** A small change of the generated service. A sabotage must be caught by the probes of its control; a harmless one by none. */
export interface Mutant {
  readonly name: string;
  readonly edits: readonly Edit[];
  /** 'committed': the tree, as it is after the edits, is committed to a git repository. */
  readonly git?: 'committed';
}
export type Edit =
  /** `find` stands exactly once in the file, else the matrix fails: the anchor has moved. */
  | { readonly file: string; readonly find: string; readonly replace: string }
  | { readonly file: string; readonly create: string }
  | { readonly file: string; readonly remove: 'file' };

export const swap = (file: string, find: string, replace: string): Edit => ({ file, find, replace });
export const create = (file: string, text: string): Edit => ({ file, create: text });
export const remove = (file: string): Edit => ({ file, remove: 'file' });
export const mutant = (name: string, ...edits: readonly Edit[]): Mutant => ({ name, edits });
