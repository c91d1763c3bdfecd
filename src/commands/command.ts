import type { Exit } from '../exits.js';

import type { Io } from './io.js';
import type { Row } from './row.js';

/** Options by key: a text, a list for 'words' and 'pairs', 'yes' for a switch, a choice for 'either'. */
export type Given = Readonly<Record<string, string | readonly string[]>>;

/** A call of a command: its options and positional words. */
export interface Call {
  readonly io: Io;
  readonly given: Given;
  readonly positionals: readonly string[];
}

/** The result of a command: its exit code, and the document that --json prints. */
export interface Answer {
  readonly exit: Exit;
  readonly document: Readonly<Record<string, unknown>>;
}

export interface Command {
  readonly name: string;
  readonly summary: string;
  /** Whether it may write into the folder. A command that only reads does not recover an interrupted run. */
  readonly acts: 'reads' | 'writes';
  readonly positionals: { readonly hint: string; readonly most: number };
  readonly rows: readonly Row[];
  /** More lines for --help: examples, and exit codes of its own. */
  readonly details: readonly string[];
  /** Loads the command when it runs. Only `new` is always loaded, because its speed is measured. */
  readonly load: () => Promise<{ readonly run: (call: Call) => Promise<Answer> }>;
}
