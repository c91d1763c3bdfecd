import type { Framework } from '../define/framework.js';
import type { Piece } from '../define/piece.js';
import type { Target } from '../define/target.js';

/** The lists of choices. */
export interface Lists {
  readonly frameworks: readonly Framework[];
  readonly targets: readonly Target[];
  readonly pieces: readonly Piece[];
}

export interface Choice {
  readonly value: string;
  readonly title: string;
  readonly why: string;
}

/** One option of a command. Help, parsing, missing answers, prompts and the JSON Schema are derived from it. */
export interface Row {
  /** The option without its dashes. */
  readonly flag: string;
  /** The key in an answers file. */
  readonly key: string;
  /**
   * text: any text; word: one choice; words: several choices, separated by commas; pairs: name=value, may be
   * repeated; either: --flag or --no-flag, for the first or the second choice; switch: given or not.
   */
  readonly type: 'text' | 'word' | 'words' | 'pairs' | 'either' | 'switch';
  /** The placeholder of the value in help: NAME, FILE. */
  readonly hint?: string;
  readonly why: string;
  readonly choices?: (lists: Lists) => readonly Choice[];
  /** Choices that do not go with another answer: 'not for Koa 3: cors'. */
  readonly exceptions?: (lists: Lists) => readonly string[];
  /** The expected form of a text. */
  readonly form?: { readonly says: string; readonly pattern: RegExp };
  /** 'asked': missing without --yes is an error; 'derived': always has a default; absent: not an answer. */
  readonly answer?: 'asked' | 'derived';
}

export const word = (value: string, why: string, title: string = value): Choice => ({ value, title, why });
