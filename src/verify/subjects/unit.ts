import { isExample } from '../../repo/container-files.js';
import type { Repo } from '../../repo/repo.js';

/** One assignment in a unit file. The directive decides whether values form a list or the last one counts. */
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

export const unitFilesOf = (repo: Repo): readonly string[] =>
  repo.files.filter((path) => /\.service$/.test(path) && !isExample(path));

/** The first heading that is invalid: systemd then ignores the whole file. It skips other invalid lines. */
export function headingFault(text: string): string | undefined {
  const line = text.split(/\r?\n/).findIndex((each) => /^\s*\[(?!.*\]\s*$)/.test(each));
  return line < 0 ? undefined : `does not parse: line ${line + 1} is no heading`;
}

/** Services that keep running. Those started by a timer, and oneshot ones, have other needs. */
export const serviceUnitsOf = (repo: Repo): readonly Unit[] =>
  unitFilesOf(repo)
    .map((path) => ({ path, assignments: assignmentsOf(repo.read(path) ?? '') }))
    .filter((unit) => valuesOf(unit, 'ExecStart').length > 0 && lastOf(unit, 'Type') !== 'oneshot');

/** Parses a unit file as systemd does: comments, continuation lines, sections (systemd.syntax(7)). */
export function assignmentsOf(text: string): readonly Assignment[] {
  const found: Assignment[] = [];
  const lines = text.split(/\r?\n/);
  let section = '';
  for (let index = 0; index < lines.length; index += 1) {
    const line = index + 1;
    let whole = (lines[index] ?? '').trim();
    if (whole === '' || /^[#;]/.test(whole)) continue;
    const parts: string[] = []; // joined once at the end: joining line by line takes quadratic time
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

/** All values of a [Service] directive, in order; an empty one clears those before it. */
export function valuesOf(unit: Unit, name: string): readonly Assignment[] {
  const all = unit.assignments.filter((one) => one.section === 'Service' && one.name === name);
  const reset = all.findLastIndex(({ value }) => value === '');
  return all.slice(reset + 1);
}

/** The effective value of a directive with one value; undefined if it is not set. */
export const lastOf = (unit: Unit, name: string): string | undefined =>
  unit.assignments.findLast((one) => one.section === 'Service' && one.name === name)?.value;

/** Whether systemd reads it as yes. */
export const isYes = (value: string | undefined): boolean =>
  value !== undefined && /^(?:1|yes|true|on)$/i.test(value);

/** NAME=value pairs of Environment= and similar directives; each word may be quoted. */
export const pairsOf = (value: string): readonly { readonly name: string; readonly value: string }[] =>
  [...value.matchAll(/"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)'|(\S+)/g)].map(([, double, single, bare]) => {
    const [name = '', ...rest] = (double ?? single ?? bare ?? '').split('=');
    return { name, value: rest.join('=') };
  });
