import { styleText } from 'node:util';

/** Whom a command talks to. Everything it prints or asks goes through here, so that tests can listen. */
export interface Io {
  readonly cwd: string;
  /** How this program is called from here: 'rampart', 'npx rampart', 'node dist/rampart.cjs'. */
  readonly self: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly stdin: NodeJS.ReadableStream;
  readonly stdout: NodeJS.WritableStream;
  readonly stderr: NodeJS.WritableStream;
  readonly talksTo: (descriptor: 0 | 1 | 2) => 'terminal' | 'pipe';
  /** 'json': stdout is exactly one JSON document, and what people read goes to stderr. */
  readonly format: 'text' | 'json';
  /** What stands on the disk if the run is cut off now; said when it is. */
  standing: string;
}

export const nothingWritten = 'Nothing was written.';

/** Words for people: stdout, or stderr when stdout is for a program. */
export function say(io: Io, text: string): void {
  (io.format === 'json' ? io.stderr : io.stdout).write(`${text}\n`);
}

/** Words that must not be lost in a pipe: stderr. */
export const warn = (io: Io, text: string): void => void io.stderr.write(`${text}\n`);

/** Prompts need a person at both ends; CI, a program behind --json and a pipe have none. */
export function canAsk(io: Io): 'ask' | 'never ask' {
  const { CI } = io.env;
  const ci = CI !== undefined && !['', '0', 'false'].includes(CI.toLowerCase());
  const person = io.talksTo(0) === 'terminal' && io.talksTo(1) === 'terminal';
  return person && !ci && io.format === 'text' ? 'ask' : 'never ask';
}

export type Style = 'bold' | 'dim' | 'green' | 'yellow' | 'red' | 'cyan';

/** Colour for a terminal; plain text elsewhere and with NO_COLOR or --no-color. */
export function paint(io: Io, style: Style, text: string): string {
  const terminal = io.talksTo(io.format === 'json' ? 2 : 1) === 'terminal';
  return terminal && !io.env['NO_COLOR'] && io.env['TERM'] !== 'dumb' ? styleText(style, text) : text;
}
