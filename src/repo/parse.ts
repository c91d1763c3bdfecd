import { parseSync, type ParseResult, type ParserOptions } from 'oxc-parser';
import { isModest, isTooDeep } from './nesting.js';
import { rehearse, type ToRehearse, type Rehearsed } from './rehearse.js';

/** Why a text was not parsed, although it may be valid. */
export interface NotParsed {
  readonly because: string;
}

/**
 * The only place that parses a stranger's code. A text that could crash the process is first tried in another
 * process, and a tree too deep for our walkers is refused.
 */
export function parse(path: string, text: string, options: ParserOptions): ParseResult | NotParsed {
  const candidate = { path, text, options: { lang: langOf(path), ...options } };
  if (failed.has(text)) return failed.get(text) as NotParsed;
  if (spentMs > budgetMs && text.length > 1000) return tooLong;
  const trial = isModest(text, candidate.options.lang ?? '') ? 'fine' : rehearsedBefore(candidate);
  if (trial !== 'fine') return refuse(text, trial === 'too deep' ? tooDeep : tooLong);
  const started = performance.now();
  const result = parseSync(path, text, candidate.options);
  const { errors } = result; // computed when first read; with thousands of errors this is slower than parsing
  const ms = performance.now() - started;
  if (ms > slowMs) spentMs += ms;
  if (errors.length > most) return refuse(text, { because: `it has ${errors.length} syntax errors` });
  return isTooDeep(result.program) ? refuse(text, tooDeep) : result;
}

export const isNotParsed = (value: ParseResult | NotParsed): value is NotParsed => 'because' in value;

/** Tries all texts that need it at once: one process for a repo, and none for most repos. */
export function rehearseAll(
  files: readonly { readonly path: string; readonly text: string }[],
  options: ParserOptions,
): void {
  const candidates = files
    .map(({ path, text }): ToRehearse => ({ path, text, options: { lang: langOf(path), ...options } }))
    .filter(({ text, options: { lang = '' } }) => !isModest(text, lang) && !rehearsed.has(text));
  for (const [at, result] of rehearse(candidates).entries())
    rehearsed.set(candidates[at]?.text ?? '', result);
}

const rehearsed = new Map<string, Rehearsed>();
const failed = new Map<string, NotParsed>();

/** The time spent on slow texts, all together: many of them must not take minutes. */
let spentMs = 0;
const slowMs = 200;
const budgetMs = 10_000;
const most = 100;

const tooDeep: NotParsed = { because: 'it is nested too deeply to be read' };
const tooLong: NotParsed = { because: 'it takes too long to be read' };

function rehearsedBefore(candidate: ToRehearse): Rehearsed {
  const before = rehearsed.get(candidate.text);
  if (before !== undefined) return before;
  const [result = 'too slow'] = rehearse([candidate]);
  rehearsed.set(candidate.text, result);
  return result;
}

function refuse(text: string, why: NotParsed): NotParsed {
  failed.set(text, why);
  return why;
}

const langOf = (path: string): 'ts' | 'tsx' | 'jsx' =>
  path.endsWith('.tsx') ? 'tsx' : /\.[cm]?ts$/.test(path) ? 'ts' : 'jsx';
