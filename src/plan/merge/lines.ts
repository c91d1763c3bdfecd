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
 * The same if our rules must win, and the last rule that matches a path decides. A rule is written again if a line
 * behind it reverts it, or if one of ours is written that could: `!src` needs `.env*` behind it.
 */
export function appendOrderedRules(text: string, rules: readonly string[]): string {
  const lines = text.split(/\r?\n/).map((line) => line.trim());
  const ours = rules.map((rule) => rule.trim());
  const written: string[] = [];
  ours.forEach((rule, at) => {
    if (rule === '' || (holds(rule, at, { lines, ours }) && !written.some((other) => reverts(other, rule))))
      return;
    written.push(rule);
  });
  return append(text, written);
}

/** Whether a rule is in the file, and no line behind it reverts it. Lines that ours have behind it, too, may. */
function holds(
  rule: string,
  at: number,
  { lines, ours }: { readonly lines: readonly string[]; readonly ours: readonly string[] },
): boolean {
  const place = lines.lastIndexOf(rule);
  if (place === -1) return false;
  const behind = lines.slice(place + 1).filter((line) => reverts(line, rule));
  // The user may ignore more than ours do, so only our own rules count against an exception.
  const isException = rule.startsWith('!');
  return behind.every((line) => ours.indexOf(line, at) !== -1 || (isException && !ours.includes(line)));
}

/** Whether one ignores what the other takes back. Which paths they share is not looked at. */
const reverts = (line: string, rule: string): boolean =>
  line !== '' &&
  !line.startsWith('#') &&
  !rule.startsWith('#') &&
  line.startsWith('!') !== rule.startsWith('!');

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
