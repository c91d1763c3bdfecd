import { gradeWords } from '../verify/judge/words.js';
import { escaped } from './escape.js';
import type { EvidenceRow } from './shape.js';
import { wrappedMarkdown } from './wrap.js';

/** What a probe saw, as a folded block: its findings, and some of the requests that they rest on. */
export const evidenceLines = ({
  probe,
  outcome,
  grade,
  at,
  target,
  findings,
  saw,
}: EvidenceRow): readonly string[] => [
  `<details><summary>${summaryOf({ probe, outcome, grade, at, target })}</summary>`,
  '',
  ...findings
    .slice(0, mostFindings)
    .flatMap(({ outcome: said, because, where }) =>
      wrappedMarkdown(
        `- ${said}: ${escaped(because, 600)}${where === undefined ? '' : ` (${escaped(where, 200)})`}`,
      ),
    ),
  ...(findings.length > mostFindings ? [`- and ${findings.length - mostFindings} more`] : []),
  ...saw.flatMap(asked),
  '',
  '</details>',
  '',
];
const mostFindings = 10;

type Summed = Pick<EvidenceRow, 'probe' | 'outcome' | 'grade' | 'at' | 'target'>;

/** Markdown is not parsed inside HTML, so a code span would show its backticks. */
function summaryOf({ probe, outcome, grade, at, target }: Summed): string {
  const when = at.slice(0, 16).replace('T', ' ');
  return `${probe}: ${outcome}, ${gradeWords[grade]}, ${when}, ${escaped(target, 60).replaceAll('`', '')}`;
}

/**
 * '- `GET /notes`: 403 (allow: GET)'. Text of strangers is in code spans; it has no backticks and ends at the
 * end of its line.
 */
function asked(line: string): readonly string[] {
  if (/^and \d+ more$/.test(line)) return [`- ${line}`];
  const [, request = line, answer = ''] = /^(.*) -> ((?:\d{3}|no answer)(?: \(.*\))?)$/.exec(line) ?? [];
  const [status = '', ...said] = answer.split(/ (?=\()/);
  const spans = piecesOf(request.replaceAll('`', "'"), widest).map((piece) => `\`${piece}\``);
  const told = said.length === 0 ? '' : ` \`${said.join(' ').replaceAll('`', "'")}\``;
  const last = `${spans.at(-1) ?? ''}: ${status}`;
  const lines = [
    ...spans.slice(0, -1),
    ...(last.length + told.length <= 116 ? [last + told] : [last, told.trim()]),
  ];
  return lines.map((each, at) => (at === 0 ? `- ${each}` : `  ${each}`));
}
const widest = 100;

/** Splits a text into pieces of at most `most` characters, between words if possible. */
function piecesOf(text: string, most: number): readonly string[] {
  if (text.length <= most) return [text];
  const blank = text.lastIndexOf(' ', most);
  const at = blank > most / 2 ? blank : most;
  return [text.slice(0, at).trimEnd(), ...piecesOf(text.slice(at).trimStart(), most)];
}
