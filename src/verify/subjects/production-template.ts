import { parsed, templatesOf } from '../../repo/named-settings.js';
import type { Repo } from '../../repo/repo.js';

/** The template for the settings of production, and what it says of each variable. */
export interface ProductionTemplate {
  readonly path: string;
  readonly shown: Readonly<Record<string, string | undefined>>;
  /** What may be left out: its line is commented out, or the comment above it says so. */
  readonly optional: readonly string[];
}

export function productionTemplate(repo: Repo): ProductionTemplate | undefined {
  const found = templatesOf(repo).filter((path) => repo.read(path) !== undefined);
  const path = found.find((each) => each.includes('production')) ?? found[0];
  if (path === undefined) return undefined;
  const text = repo.read(path) ?? '';
  const shown = parsed(text);
  const offered = [...text.matchAll(/^[ \t]*#[ \t]*([A-Z][A-Z0-9_]*)=/gm)].map(([, name = '']) => name);
  const optional = [
    ...Object.keys(shown).filter((name) => mayBeLeftOut(commentOf(text, name))),
    ...offered.filter((name) => !(name in shown) && !isRequired(commentOf(text, name))),
  ];
  return { path, shown, optional };
}

/** Values in the other templates, which are for development. */
export function laptopValues(repo: Repo): Readonly<Record<string, string | undefined>> {
  const paths = templatesOf(repo).filter((path) => !path.includes('production'));
  return Object.assign({}, ...paths.map((path) => parsed(repo.read(path) ?? ''))) as Record<string, string>;
}

const mayBeLeftOut = (comment: string): boolean =>
  /\bunset\b|\boptional\b|\bempty (?:means|for)\b/i.test(comment) && !isRequired(comment);

/** 'Required.', 'Unset: it refuses to start.' */
const isRequired = (comment: string): boolean =>
  /\bnot optional\b|(?<!not )\brequired\b|\bmust (?:not be unset|be set)\b|\bunset\b[^.]*\brefuse/i.test(
    comment,
  );

/** The comment lines directly above a variable. */
function commentOf(text: string, name: string): string {
  const lines = text.split(/\r?\n/);
  const at = lines.findIndex((line) => line.replace(/^[ \t]*#[ \t]*/, '').startsWith(`${name}=`));
  const above: string[] = [];
  for (let line = at - 1; line >= 0 && /^\s*#/.test(lines[line] ?? ''); line -= 1)
    above.push(lines[line] ?? '');
  return above.join(' ');
}
