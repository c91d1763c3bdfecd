import { readFileSync } from 'node:fs';
import { isMainThread } from 'node:worker_threads';
import { visitorKeys, type Node } from 'oxc-parser';

/**
 * Whether a text can be parsed in this process. The parser is native and recursive: if its stack overflows,
 * the process ends.
 *
 * Each level of recursion needs a token of some kind. So we count those tokens, and multiply by the most
 * bytes of stack that each was measured to need (oxc-parser 0.154, x64): the parser needs no more. Without
 * parsing we cannot tell code from strings, comments and regular expressions, so every bracket counts. Only
 * matched pairs are subtracted, if nothing between them could start or end a string, comment or regular
 * expression: either both are code, or neither is.
 *
 * The length of the text limits cheaper tokens, and the time of the parser's slowest paths, which is
 * quadratic.
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

/** The stack that the parser needs before a bracket, and just inside it. */
interface Level {
  readonly before: number;
  readonly inside: number;
}

/** Characters that start or end a string, a comment or a regular expression; `-->` does at the start of a line. */
const isBorder = (sign: string): boolean =>
  sign === "'" || sign === '"' || sign === '`' || sign === '/' || sign === '\\';

const bracket = 1800;
/** The parser retries these if they have no end. */
const typeArguments = 4500;
const longest = 48_000;

/** The size of this thread's native stack, as far as it can be found without running anything. */
let known: number | undefined;
export function stackSize(): number {
  known ??= isMainThread ? limitOf(process.platform) : 4_000_000;
  return known;
}

/** At most the usual 8 MB, so that all machines read the same files. */
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

/** Our own walkers are recursive to this depth: ten times what a person writes. */
export const deepest = 1000;

/** Whether a tree is too deep for our walkers. Not recursive itself. */
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
