import { eolOf } from '../../repo/eol.js';

/** Appends the missing rules to an ignore file. */
export function appendRules(text: string, rules: readonly string[]): string {
  const present = new Set(text.split(/\r?\n/).map((line) => line.trim()));
  return append(
    text,
    rules.filter((rule) => rule.trim() !== '' && !present.has(rule.trim())),
  );
}

/**
 * The same if our rules must win: an existing rule counts only if no later line reverts it, and each of our
 * rules that reverts another is written again after it.
 */
export function appendOrderedRules(text: string, rules: readonly string[]): string {
  const lines = text.split(/\r?\n/).map((line) => line.trim());
  const lastBack = lines.findLastIndex((line) => line.startsWith('!'));
  const missing = rules
    .map((rule) => rule.trim())
    .filter((rule) => rule !== '' && !rule.startsWith('!') && lines.lastIndexOf(rule) <= lastBack);
  const back = rules.filter((rule) => rule.trim().startsWith('!'));
  if (missing.length === 0 && back.every((rule) => lines.includes(rule.trim()))) return text;
  const wanted = rules.filter((rule) => back.includes(rule) || missing.includes(rule.trim()));
  return append(text, wanted);
}

/** Appends the missing keys to an environment template, each with its comment. */
export function appendKeys(text: string, rendered: string): string {
  const present = new Set(blocksOf(text).map(({ name }) => name));
  const missing = blocksOf(rendered).filter(({ name }) => !present.has(name));
  return append(
    text,
    missing.flatMap(({ lines }) => ['', ...lines]),
  );
}

/** Splits a template into `# comment` lines and the assignment below them. */
export function blocksOf(
  text: string,
): readonly { readonly name: string; readonly lines: readonly string[] }[] {
  const blocks: { name: string; lines: string[] }[] = [];
  let comments: string[] = [];
  for (const line of text.replace(/^\uFEFF/, '').split(/\r?\n/)) {
    const name = /^\s*(?:export\s+)?([A-Za-z_][A-Za-z0-9_]*)\s*=/.exec(line)?.[1];
    if (name !== undefined) blocks.push({ name, lines: [...comments, line] });
    comments = line.trimStart().startsWith('#') ? [...comments, line] : [];
  }
  return blocks;
}

function append(text: string, lines: readonly string[]): string {
  if (lines.length === 0) return text;
  const eol = eolOf(text);
  const first = text.trim() === '' ? lines.findIndex((line) => line !== '') : 0;
  const start = text === '' || text.endsWith('\n') ? text : `${text}${eol}`;
  return (
    start +
    lines
      .slice(first)
      .map((line) => `${line}${eol}`)
      .join('')
  );
}
