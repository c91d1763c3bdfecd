import { randomUUID } from 'node:crypto';
import { cleanJson, cleanLine, cleanText } from '../clean.js';
import { wrapped } from './wrap.js';

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

/** Code and diffs are shown 'as they are'; everything else is 'wrapped' to the terminal. */
export type Lines = 'wrapped' | 'as they are';

/** Words for people: stdout, or stderr when stdout is for a program. */
export const say = (io: Io, text: string, lines: Lines = 'wrapped'): void =>
  io.format === 'json' ? warn(io, text, lines) : write(io, 1, text, lines);

/** Words that must not be lost in a pipe: stderr. */
export const warn = (io: Io, text: string, lines: Lines = 'wrapped'): void => write(io, 2, text, lines);

function write(io: Io, descriptor: 1 | 2, text: string, lines: Lines): void {
  const clean = shown(io, text);
  const fitting = lines === 'wrapped' ? wrapped(clean, columnsOf(io, descriptor)) : clean;
  streamOf(io, descriptor).write(`${fitting}\n`);
}

/** Where a line ends on a terminal; never in a file or a pipe. */
export function columnsOf(io: Io, descriptor: 1 | 2): number {
  if (io.talksTo(descriptor) === 'pipe') return Infinity;
  const { columns } = streamOf(io, descriptor) as { readonly columns?: number };
  return columns === undefined || columns < 20 ? Infinity : columns;
}

const streamOf = (io: Io, descriptor: 1 | 2): NodeJS.WritableStream =>
  descriptor === 1 ? io.stdout : io.stderr;

/** A progress line: each one replaces the last. */
export const overwrite = (io: Io, text: string): void => {
  const room = Math.min(columnsOf(io, 2), 100) - 2;
  io.stderr.write(`\r\u001b[K${cleanLine(text).slice(0, room)}`);
};

/** The one document of a run, for a program. */
export const give = (io: Io, document: unknown): void => void io.stdout.write(`${cleanJson(document)}\n`);

/** A text as a terminal may have it: cleaned, and only then coloured where `paint` marked it. */
export const shown = (io: Io, text: string): string =>
  text
    .split(marked)
    .map((part, at) => (at % 2 === 0 ? cleanText(part) : styled(io, part)))
    .join('');

/** Prompts need a person at both ends; CI, a program behind --json and a pipe have none. */
export function canAsk(io: Io): 'ask' | 'never ask' {
  const { CI } = io.env;
  const ci = CI !== undefined && !['', '0', 'false'].includes(CI.toLowerCase());
  const person = io.talksTo(0) === 'terminal' && io.talksTo(1) === 'terminal';
  return person && !ci && io.format === 'text' ? 'ask' : 'never ask';
}

/** The codes of the styles (ECMA-48, SGR). */
const styles = { bold: 1, dim: 2, red: 31, green: 32, yellow: 33, cyan: 36 } as const;
export type Style = keyof typeof styles;

/**
 * Colour for a terminal; plain text elsewhere and with NO_COLOR or --no-color. It is a mark until the text
 * is shown.
 */
export const paint = (io: Io, style: Style, text: string): string =>
  hasColour(io) ? `${mark}${style}${end}${text}${mark}${end}` : text;

function hasColour(io: Io): boolean {
  const terminal = io.talksTo(io.format === 'json' ? 2 : 1) === 'terminal';
  return terminal && !io.env['NO_COLOR'] && io.env['TERM'] !== 'dumb';
}

/** No stranger can know the mark: it is made anew in each process, and shared by both halves of the bundle. */
const holder = globalThis as { [key: symbol]: string | undefined };
const mark = (holder[Symbol.for('rampart.paint')] ??= `\uE000${randomUUID()} `);
const end = '\uE001';
const marked = new RegExp(`${mark}([a-z]*)${end}`);

/** The code that opens a style, or closes all of them. */
const styled = (io: Io, style: string): string =>
  hasColour(io) ? `\u001b[${style in styles ? styles[style as Style] : 0}m` : '';
