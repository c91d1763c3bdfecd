import { readFileSync } from 'node:fs';
import { isMainThread } from 'node:worker_threads';
import { visitorKeys, type Node } from 'oxc-parser';

/**
 * Whether a text may be parsed here at once. The parser is native and recursive: where its stack ends, the
 * process ends.
 *
 * Every level that it goes down costs a token of some kind, so a count of those tokens, each at the most
 * bytes of stack that it was measured to cost (oxc-parser 0.154, x64), bounds the need from above. We
 * cannot tell code from strings, comments and regular expressions without parsing, so a bracket counts
 * wherever it stands, and only one thing is taken off again: what stands between a bracket and its partner
 * when there is no character between them that could open or end such a text. If that bracket is code then
 * its partner is, too; if it is none, both counted for nothing.
 *
 * What is cheaper than these tokens is bounded by the length of the text, and so is the time of the parser's slowest
 * paths, which grow with the square of the length.
 */
export function isModest(text: string, lang: string): boolean {
  if (text.length > longest) return false;
  const typed = lang === 'ts' || lang === 'tsx';
  const markup = lang !== 'ts';
  const limit = stackSize() / 2;
  const open: Level[] = [];
  let need = 0;
  for (let at = 0; at < text.length; at += 1) {
    const sign = text[at] ?? '';
    if (sign === '(' || sign === '[' || sign === '{') {
      open.push({ before: need, inside: need + bracket });
      need += bracket;
    } else if (sign === ')' || sign === ']' || sign === '}') need = open.pop()?.before ?? need;
    else if (sign === ';') need = open.at(-1)?.inside ?? need;
    else if (sign === '=' || sign === '?' || sign === '@') need += 1000;
    else if (sign === '<') {
      need += typed ? typeArguments : bracket;
      if (markup) open.length = 0;
    } else if (isBorder(sign) || (sign === '>' && text[at - 1] === '-')) open.length = 0;
    if (need > limit) return false;
  }
  return true;
}

/** The depth that a parser needs before a bracket, and just inside it. */
interface Level {
  readonly before: number;
  readonly inside: number;
}

/** Characters that open or end a string, a comment, a regular expression; `-->` does so at the start of a line. */
const isBorder = (sign: string): boolean =>
  sign === "'" || sign === '"' || sign === '`' || sign === '/' || sign === '\\';

const bracket = 1800;
/** Tried again and again where they do not end. */
const typeArguments = 4500;
const longest = 48_000;

/** Bytes of native stack that this thread has, as far as it can be told without running anything. */
let known: number | undefined;
export function stackSize(): number {
  known ??= isMainThread ? limitOf(process.platform) : 4_000_000;
  return known;
}

/** Never more than the usual 8 MB, so that the same files are read everywhere. */
function limitOf(platform: NodeJS.Platform): number {
  if (platform === 'win32') return 1_000_000;
  if (platform !== 'linux') return 8_000_000;
  try {
    const soft = /^Max stack size\s+(\d+)/m.exec(readFileSync('/proc/self/limits', 'utf8'))?.[1];
    return Math.min(8_000_000, Number(soft ?? 8_000_000));
  } catch {
    return 8_000_000;
  }
}

/** Walkers of ours go down as far as a tree does; ten times what a person writes. */
export const deepest = 1000;

/** Whether a tree is deeper than our walkers should go; asked without going down itself. */
export function isTooDeep(root: Node): boolean {
  let level: Node[] = [root];
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > deepest) return true;
    const next: Node[] = [];
    for (const node of level) {
      for (const key of visitorKeys[node.type] ?? []) {
        const value = (node as unknown as Record<string, unknown>)[key];
        if (Array.isArray(value)) for (const each of value) push(next, each);
        else push(next, value);
      }
    }
    level = next;
  }
  return false;
}

function push(list: Node[], value: unknown): void {
  if (typeof value === 'object' && value !== null && typeof (value as Node).type === 'string')
    list.push(value as Node);
}
