import type { Row, Seen } from './rows.js';

/** The rows as one Markdown table; where a row holds is said in as few words as are true. */
export function table(rows: readonly Row[], seen: readonly Seen[]): string {
  const lines = rows.map(({ list, box, grade, evidence, on }) => [
    list,
    box,
    grade,
    evidence,
    placesOf(on, seen),
  ]);
  return [['list', 'box', 'grade', 'evidence', 'ticked on'], Array<string>(5).fill('---'), ...lines]
    .map((cells) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`)
    .join('\n');
}

type Places = Row['on'];

/** 'all', or 'express, hono on all; fastify on compose'. Where one target of a framework was tried, it is named. */
function placesOf(on: Places, all: Places): string {
  if (on.length === all.length && all.length > 1) return 'all';
  const targetsOf = (places: Places, name: string): string =>
    places
      .filter(({ framework }) => framework === name)
      .map(({ target }) => target)
      .join(', ');
  const byTargets = new Map<string, string[]>();
  for (const name of new Set(on.map(({ framework }) => framework))) {
    const here = targetsOf(on, name);
    const key = here.includes(',') && here === targetsOf(all, name) ? 'all' : here;
    byTargets.set(key, [...(byTargets.get(key) ?? []), name]);
  }
  return [...byTargets].map(([targets, names]) => `${names.join(', ')} on ${targets}`).join('; ');
}
