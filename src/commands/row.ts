import type { Framework } from '../define/framework.js';
import type { Piece } from '../define/piece.js';
import type { Target } from '../define/target.js';

/** The lists that choices come from. */
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

/** One option of a command. Help, parsing, the list of missing answers, prompts and the JSON Schema derive from it. */
export interface Row {
  /** As typed, without the dashes. */
  readonly flag: string;
  /** As named in an answers file. */
  readonly key: string;
  /**
   * text: any; word: one of the choices; words: some of them, by comma; pairs: name=value, may be repeated;
   * either: --flag or --no-flag, meaning the first or the second choice; switch: there or not.
   */
  readonly type: 'text' | 'word' | 'words' | 'pairs' | 'either' | 'switch';
  /** What stands for the value in help: NAME, FILE. */
  readonly hint?: string;
  readonly why: string;
  readonly choices?: (lists: Lists) => readonly Choice[];
  /** Choices that do not go with another answer: 'not for Koa 3: cors'. */
  readonly exceptions?: (lists: Lists) => readonly string[];
  /** Expected form of a text. */
  readonly form?: { readonly says: string; readonly pattern: RegExp };
  /** 'asked': missing without --yes is an error; 'derived': has a sensible value always; absent: no answer at all. */
  readonly answer?: 'asked' | 'derived';
}

export const word = (value: string, why: string, title: string = value): Choice => ({ value, title, why });
