import type { Repo } from '../../repo/repo.js';

/** One assignment of a unit file; its meaning, list or last word, depends on the directive. */
export interface Assignment {
  readonly section: string;
  readonly name: string;
  readonly value: string;
  readonly line: number;
}

export interface Unit {
  readonly path: string;
  readonly assignments: readonly Assignment[];
}

const isExample = /(^|\/)(?:tests?|__tests__|fixtures|testdata|examples?)\//;

export const unitFilesOf = (repo: Repo): readonly string[] =>
  repo.files.filter((path) => /\.service$/.test(path) && !isExample.test(path));

/** systemd takes nothing from a file with a heading that is none; other lines that it cannot read it leaves out. */
export function headingFault(text: string): string | undefined {
  const line = text.split(/\r?\n/).findIndex((each) => /^\s*\[(?!.*\]\s*$)/.test(each));
  return line < 0 ? undefined : `does not parse: line ${line + 1} is no heading`;
}

/** Services that stay; what a timer starts and what ends by itself (oneshot) has other needs. */
export const serviceUnitsOf = (repo: Repo): readonly Unit[] =>
  unitFilesOf(repo)
    .map((path) => ({ path, assignments: assignmentsOf(repo.read(path) ?? '') }))
    .filter((unit) => valuesOf(unit, 'ExecStart').length > 0 && lastOf(unit, 'Type') !== 'oneshot');

/** Splits a unit file as systemd does: comments, continued lines, sections (systemd.syntax(7)). */
export function assignmentsOf(text: string): readonly Assignment[] {
  const found: Assignment[] = [];
  const lines = text.split(/\r?\n/);
  let section = '';
  for (let index = 0; index < lines.length; index += 1) {
    const line = index + 1;
    let whole = (lines[index] ?? '').trim();
    if (whole === '' || /^[#;]/.test(whole)) continue;
    const parts: string[] = []; // joined once: joining at each line takes the square of their number
    while (whole.endsWith('\\') && index + 1 < lines.length) {
      index += 1;
      const next = (lines[index] ?? '').trim();
      if (/^[#;]/.test(next)) continue;
      parts.push(whole.slice(0, -1).trimEnd());
      whole = next;
    }
    whole = [...parts, whole].join(' ');
    const heading = /^\[(.+)\]$/.exec(whole);
    if (heading) section = heading[1] ?? '';
    else if (whole.includes('=')) {
      const at = whole.indexOf('=');
      found.push({ section, name: whole.slice(0, at).trim(), value: whole.slice(at + 1).trim(), line });
    }
  }
  return found;
}

/** All values of a directive of [Service], in order; an empty one takes back those before it. */
export function valuesOf(unit: Unit, name: string): readonly Assignment[] {
  const all = unit.assignments.filter((one) => one.section === 'Service' && one.name === name);
  const reset = all.findLastIndex(({ value }) => value === '');
  return all.slice(reset + 1);
}

/** The value that counts where a directive takes one; undefined when it is not there. */
export const lastOf = (unit: Unit, name: string): string | undefined =>
  unit.assignments.findLast((one) => one.section === 'Service' && one.name === name)?.value;

/** systemd's words for yes. */
export const isYes = (value: string | undefined): boolean =>
  value !== undefined && /^(?:1|yes|true|on)$/i.test(value);

/** NAME=value pairs of Environment= and its like: words, each of which may be quoted. */
export const pairsOf = (value: string): readonly { readonly name: string; readonly value: string }[] =>
  [...value.matchAll(/"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)'|(\S+)/g)].map(([, double, single, bare]) => {
    const [name = '', ...rest] = (double ?? single ?? bare ?? '').split('=');
    return { name, value: rest.join('=') };
  });
