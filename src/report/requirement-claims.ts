/** A page without its appendix, and the claims of the appendix: each 'requirement, control, sentence' together. */
export interface Parted {
  readonly rest: readonly string[];
  readonly claims: readonly string[];
}

/**
 * Removes the entries of `requirementLines` from a page. A line outside a complete entry stays, and a
 * requirement without a control below it is a claim too.
 */
export function partRequirements(lines: readonly string[]): Parted {
  const rest: string[] = [];
  const claims: string[] = [];
  for (let at = 0; at < lines.length;) {
    const line = lines[at] ?? '';
    if (!head.test(line)) {
      rest.push(line);
      at += 1;
      continue;
    }
    const from = at + 1;
    for (at = from; control.test(lines[at] ?? '') && sentence.test(lines[at + 1] ?? ''); at += 2)
      claims.push([line, lines[at], lines[at + 1]].join('\n'));
    if (at === from) claims.push(line);
  }
  return { rest, claims };
}

/** Whether a line names a requirement, in any place: '> all of v5.0.0-13.3.1 is met' does too. */
export const citesRequirement = (line: string): boolean => /v5\.0\.0-\d+\.\d+\.\d/i.test(line);

const head = /^- v5\.0\.0-\d/;
const control = /^ {2}- \S/;
const sentence = /^ {4}\S/;
