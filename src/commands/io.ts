import { randomUUID } from 'node:crypto';
import { cleanJson, cleanLine, cleanText } from '../clean.js';
import { firstLine, wrapped } from './wrap.js';

/** The streams of a command. All its output and questions go through here, so that tests can read them. */
export interface Io {
  readonly cwd: string;
  /** How the user calls this program: 'rampart', 'npx rampart', 'node dist/rampart.cjs'. */
  readonly self: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly stdin: NodeJS.ReadableStream;
  readonly stdout: NodeJS.WritableStream;
  readonly stderr: NodeJS.WritableStream;
  readonly talksTo: (descriptor: 0 | 1 | 2) => 'terminal' | 'pipe';
  /** 'json': stdout gets exactly one JSON document, and text for people goes to stderr. */
  readonly format: 'text' | 'json';
  /** What is on the disk if the run is interrupted now. It is printed then. */
  standing: string;
}

export const nothingWritten = 'Nothing was written.';

/** 'as they are' for code and diffs; everything else is 'wrapped' to the terminal's width. */
export type Lines = 'wrapped' | 'as they are';

/** Prints for people: to stdout, or to stderr if a program reads stdout. */
export const say = (io: Io, text: string, lines: Lines = 'wrapped'): void =>
  io.format === 'json' ? warn(io, text, lines) : write(io, 1, text, lines);

/** Prints to stderr, so that the words are not lost in a pipe. */
export const warn = (io: Io, text: string, lines: Lines = 'wrapped'): void => write(io, 2, text, lines);

function write(io: Io, descriptor: 1 | 2, text: string, lines: Lines): void {
  const clean = shown(io, text);
  const fitting = lines === 'wrapped' ? wrapped(clean, columnsOf(io, descriptor)) : clean;
  streamOf(io, descriptor).write(`${fitting}\n`);
}

/** The width of a terminal; unlimited in a file or a pipe. */
export function columnsOf(io: Io, descriptor: 1 | 2): number {
  if (io.talksTo(descriptor) === 'pipe') return Infinity;
  const { columns } = streamOf(io, descriptor) as { readonly columns?: number };
  return columns === undefined || columns < 20 ? Infinity : columns;
}

const streamOf = (io: Io, descriptor: 1 | 2): NodeJS.WritableStream =>
  descriptor === 1 ? io.stdout : io.stderr;

/** Prints a progress line, which replaces the one before. */
export const overwrite = (io: Io, text: string): void => {
  const room = Math.min(columnsOf(io, 2), 100) - 2;
  io.stderr.write(`\r\u001b[K${firstLine(cleanLine(text), room)}`);
};

/** Prints the JSON document of a run. */
export const give = (io: Io, document: unknown): void => void io.stdout.write(`${cleanJson(document)}\n`);

/** The text to print: cleaned first, then coloured where `paint` marked it. */
export const shown = (io: Io, text: string): string =>
  text
    .split(marked)
    .map((part, at) => (at % 2 === 0 ? cleanText(part) : styled(io, part)))
    .join('');

/** Questions need a person at both ends. CI, --json and pipes have none. */
export function canAsk(io: Io): 'ask' | 'never ask' {
  const { CI } = io.env;
  const ci = CI !== undefined && !['', '0', 'false'].includes(CI.toLowerCase());
  const person = io.talksTo(0) === 'terminal' && io.talksTo(1) === 'terminal';
  return person && !ci && io.format === 'text' ? 'ask' : 'never ask';
}

/** Codes of the styles (ECMA-48, SGR). */
const styles = { bold: 1, dim: 2, red: 31, green: 32, yellow: 33, cyan: 36 } as const;
export type Style = keyof typeof styles;

/** Marks text to be coloured when it is printed: on a terminal, without NO_COLOR and --no-color. */
export const paint = (io: Io, style: Style, text: string): string =>
  hasColour(io) ? `${mark}${style}${end}${text}${mark}${end}` : text;

function hasColour(io: Io): boolean {
  const terminal = io.talksTo(io.format === 'json' ? 2 : 1) === 'terminal';
  return terminal && !io.env['NO_COLOR'] && io.env['TERM'] !== 'dumb';
}

/** The mark is random, so no stranger's text can contain it. Both halves of the bundle share it. */
const holder = globalThis as { [key: symbol]: string | undefined };
const mark = (holder[Symbol.for('rampart.paint')] ??= `\uE000${randomUUID()} `);
const end = '\uE001';
const marked = new RegExp(`${mark}([a-z]*)${end}`);

/** The code that starts a style, or ends all styles. */
const styled = (io: Io, style: string): string =>
  hasColour(io) ? `\u001b[${style in styles ? styles[style as Style] : 0}m` : '';
