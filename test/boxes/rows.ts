import type { Report } from '../../src/report/shape.js';
import { gradeWords } from '../../src/verify/judge/words.js';

/** A fresh service, and what verify says of it. */
export interface Seen {
  readonly framework: string;
  readonly target: string;
  readonly report: Report;
}

/** One control or claim behind one box that is ticked. */
export interface Row {
  readonly list: string;
  readonly box: string;
  readonly grade: string;
  /** 'control-id: what was seen' */
  readonly evidence: string;
  readonly on: readonly Pick<Seen, 'framework' | 'target'>[];
}

/**
 * Every box that is ticked, a row for each control behind it, in the order of the page; rows that say the
 * same are one.
 */
export function rowsOf(seen: readonly Seen[]): readonly Row[] {
  const rows = new Map<string, Row>();
  for (const one of seen)
    for (const row of ticksOf(one)) {
      const key = JSON.stringify([row.list, row.box, row.grade, row.evidence]);
      rows.set(key, { ...row, on: [...(rows.get(key)?.on ?? []), ...row.on] });
    }
  const order = [...new Set(seen.flatMap(ticksOf).map(placeOf))];
  return [...rows.values()].sort((a, b) => order.indexOf(placeOf(a)) - order.indexOf(placeOf(b)));
}

const placeOf = ({ list, box, evidence }: Row): string => `${list}\n${box}\n${evidence.split(':')[0] ?? ''}`;

/** Boxes about acts that are ticked on a service that nobody has deployed yet. */
export const actsOf = (seen: readonly Seen[]): readonly string[] =>
  seen.flatMap(({ framework, target, report }) =>
    report.phases.flatMap(({ lines }) =>
      lines
        .filter(({ state }) => state === 'done')
        .map(({ text, because }) => `${framework} on ${target}: ${text} (${because})`),
    ),
  );

function ticksOf({ framework, target, report }: Seen): readonly Row[] {
  const rowOf = new Map(report.controls.map((row) => [row.id, row]));
  return [...report.sections, ...report.tiers, ...report.phases].flatMap(({ title, lines }) =>
    lines
      .filter(({ state }) => state === 'done')
      .flatMap(({ text, controls, because, grade }) => {
        const row = { list: title, box: text, grade: gradeWords[grade], on: [{ framework, target }] };
        const behind = controls
          .map((id) => rowOf.get(id))
          .filter((found) => found !== undefined && found.outcome !== 'not-applicable');
        return behind.length === 0
          ? [{ ...row, evidence: because }]
          : behind.map((found) => ({
              ...row,
              grade: gradeWords[found?.grade ?? 0],
              evidence: `${found?.id ?? ''}: ${found?.because ?? ''}`,
            }));
      }),
  );
}
