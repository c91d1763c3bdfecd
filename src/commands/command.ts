import type { Exit } from '../exits.js';

import type { Io } from './io.js';
import type { Row } from './row.js';

/** Options as given, by key: a text, a list for 'words' and 'pairs', 'yes' for a switch, a word for 'either'. */
export type Given = Readonly<Record<string, string | readonly string[]>>;

/** What a command is asked: its options as given, and what stands beside them. */
export interface Call {
  readonly io: Io;
  readonly given: Given;
  readonly positionals: readonly string[];
}

/** What a command answers: its exit code, and the document that --json prints. */
export interface Answer {
  readonly exit: Exit;
  readonly document: Readonly<Record<string, unknown>>;
}

export interface Command {
  readonly name: string;
  readonly summary: string;
  /** Whether it may write into the folder; a command that only reads ends no run that was cut off. */
  readonly acts: 'reads' | 'writes';
  readonly positionals: { readonly hint: string; readonly most: number };
  readonly rows: readonly Row[];
  /** More that --help says: examples, exit codes of its own. */
  readonly details: readonly string[];
  /** Loaded when it is run, and not before; only `new` is there from the start, since it is measured. */
  readonly load: () => Promise<{ readonly run: (call: Call) => Promise<Answer> }>;
}
