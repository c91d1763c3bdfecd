import { sectionTitles } from '../controls/titles.js';
import { severities } from '../define/words.js';
import { gradeWords } from '../verify/judge/words.js';
import { beliefNotes } from './belief-lines.js';
import { escaped } from './escape.js';
import { evidenceLines } from './evidence-lines.js';
import { withSeal } from './page-state.js';
import { problemWords } from './problem.js';
import type { Problem } from './problem.js';
import type { Block, ControlRow, Report, SectionBlock } from './shape.js';
import { requirementLines } from './requirement-lines.js';
import type { SaidRow } from './said.js';
import type { Entry } from './summary.js';
import { unreadLine } from './unread-line.js';
import { wrappedMarkdown, wrappedNote } from './wrap.js';

/**
 * Prints SECURITY-STATUS.md in the form of the first page. All text comes from the report and is escaped,
 * except our own titles.
 */
export function markdown(report: Report): string {
  return withSeal(
    [
      ...head(report),
      '## Security Checklist Status',
      ...report.sections.flatMap(section),
      '## Security by Priority',
      '',
      ...report.tiers.flatMap(tier),
      '## Summary',
      '',
      ...group('Nothing more is asked for these in production:', report.summary.ready, 'text'),
      ...group('What needs production configuration:', report.summary.needs, 'reason'),
      ...group('What is recommended (not blocking):', report.summary.recommended, 'reason'),
      '## Ready for Production?',
      '',
      `### Core security: **${report.readiness.core}**`,
      '',
      ...reasons(report),
      '### Recommendation',
      '',
      ...wrappedMarkdown(escaped(report.readiness.recommendation), ''),
      '',
      '## Deployment Checklist',
      ...report.phases.flatMap(phase),
      ...saidBlock(report.said),
      '## Documentation',
      '',
      ...documents(report),
      '## Controls',
      '',
      ...sorted(report.controls).flatMap(control),
      '',
      '## Evidence',
      '',
      ...report.evidence.flatMap(evidenceLines),
      '## Appendix: requirements with passing evidence',
      '',
      ...requirementLines(report.controls),
      '',
      `Report ${report.sha256.slice(0, 12)}`,
      '',
    ].join('\n'),
  );
}

const legend = [
  'Grades: **observed** on the named environment, **proven locally** on a boot here, **declared** in files,',
  '**attested** by a person. A control that both files and a boot show has the grade of the boot.',
  'A box is ticked when every control behind it passed at the grade that this environment needs.',
  'A line that is struck out does not apply, and is in no sum.',
  'A pass covers the routes and files that were probed; it is evidence, not a certificate.',
  'Written by `rampart verify`; edits are lost and noticed.',
].join(' ');

const head = (report: Report): readonly string[] => [
  '# Security Implementation Status',
  '',
  `**Date:** ${report.at.slice(0, 10)} · **Environment:** ${escaped(report.environment)} ` +
    `· **Next review:** ${report.nextExpiry?.slice(0, 10) ?? 'no evidence yet'}`,
  `**Commit:** ${report.about.commit?.slice(0, 12) ?? 'none'} ` +
    `· **Lockfile:** ${report.about.lockfile?.slice(0, 12) ?? 'none'} ` +
    `· **Files:** ${report.subject?.slice(0, 12) ?? 'not read'} · rampart ${report.rampart}`,
  '',
  ...wrappedNote(legend),
  ...report.problems.filter(({ kind }) => kind !== 'page-not-believed').flatMap(problem),
  ...[...report.notes, ...unreadLine(report), ...beliefNotes(report)].flatMap((note) =>
    wrappedNote(`${escaped(note)}.`),
  ),
  '',
];

const problem = ({ kind, because, said }: Problem): readonly string[] => [
  ...wrappedNote(`**${problemWords[kind]}**: ${escaped(because)}`),
  ...said.flatMap((line) => wrappedNote(`- ${escaped(line)}`)),
];

const section = (block: SectionBlock): readonly string[] => [
  '',
  `### ${block.title}`,
  '',
  `**Status:** ${block.badge} (${block.done}/${block.due})`,
  '',
  ...block.lines.flatMap(item),
  '',
  ...list(
    'What was done:',
    block.did.map(({ claim, grade }) => `- ${claim} (${gradeWords[grade]})`),
  ),
  ...list(
    'Remaining:',
    block.lines
      .filter(({ state }) => state !== 'done' && state !== 'not-applicable')
      .map(({ text, because }) => `- ${text}: ${escaped(because, 400)}`),
  ),
  ...list(
    'Files:',
    block.files.map((path) => `- \`${path}\``),
  ),
];

/** A label and its items; nothing if there are none. */
const list = (label: string, items: readonly string[]): readonly string[] =>
  items.length === 0 ? [] : [`**${label}**`, '', ...items.flatMap((one) => wrappedMarkdown(one)), ''];

const tier = (block: Block): readonly string[] => {
  const out = block.lines.filter(({ state }) => state === 'not-applicable').length;
  return [
    `### ${block.title}`,
    '',
    `**${block.done}/${block.due}**${splitText(block.split)}${outText(out)}`,
    '',
    ...block.lines.flatMap(item),
    '',
  ];
};

/** ' · 2 lines do not apply' */
const outText = (out: number): string =>
  out === 0 ? '' : ` · ${out} ${out === 1 ? 'line does' : 'lines do'} not apply`;

/** ' · 5 proven locally, 1 declared' */
function splitText(split: Block['split']): string {
  const parts = Object.entries(split)
    .sort(([a], [b]) => Number(b) - Number(a))
    .map(([grade, count]) => `${count} ${gradeWords[Number(grade) as keyof typeof gradeWords]}`);
  return parts.length === 0 ? '' : ` · ${parts.join(', ')}`;
}

const group = (label: string, entries: readonly Entry[], how: 'text' | 'reason'): readonly string[] => [
  `**${label}**`,
  '',
  ...(entries.length === 0
    ? ['Nothing.']
    : entries.flatMap(({ text, because }) =>
        wrappedMarkdown(how === 'text' ? `- ${text}` : `- ${text}: ${escaped(because, 200)}`),
      )),
  '',
];

const phase = (block: Block): readonly string[] => [
  '',
  `### ${block.title} (${block.done}/${block.due})`,
  '',
  ...block.lines.flatMap((line) => [
    ...item(line),
    ...(line.state !== 'done' && line.state !== 'not-applicable' && line.command
      ? [`  Run \`${line.command}\``]
      : []),
  ]),
  '',
];

const item = ({ state, text, because, grade }: Block['lines'][number]): readonly string[] => {
  if (state === 'done')
    return wrappedMarkdown(
      `- [x] ${text} (${grade === 1 ? `attested: ${escaped(because, 200)}` : gradeWords[grade]})`,
    );
  if (state === 'not-applicable')
    return wrappedMarkdown(`- [ ] ~~${text}~~ (not applicable: ${escaped(because, 200)})`);
  return wrappedMarkdown(`- [ ] ${text} (${state.replace('-', ' ')}: ${escaped(because, 400)})`);
};

function reasons({ readiness: { core, reasons: open } }: Report): readonly string[] {
  if (core === 'YES')
    return [
      'Every critical control passed in production at the grade that it needs, and no high one failed.',
      '',
    ];
  return [
    'For production these are open:',
    '',
    ...open.flatMap((reason) => wrappedMarkdown(`- ${escaped(reason, 400)}`)),
    '',
  ];
}

/** Attestations and waivers, which are not evidence; empty if there are none. */
const saidBlock = (rows: readonly SaidRow[]): readonly string[] =>
  rows.length === 0
    ? []
    : [
        '## Attestations and waivers',
        '',
        ...rows.flatMap((row) => wrappedMarkdown(`- ${saidText(row)}`)),
        '',
      ];

function saidText(row: SaidRow): string {
  const { kind, of, person, claim, because, environment, at, until, seen, by, standing } = row;
  return [
    `${kind} of ${of} for ${environment}, by ${escaped(person, 120)},`,
    `${at.slice(0, 10)} until ${until.slice(0, 10)}: ${standing}. "${escaped(claim, 300)}"`,
    ...(because === '' ? [] : [`Reason: ${escaped(because, 400)}.`]),
    `Seen: ${seen.slice(0, 12)}. ${by === null ? 'Made here' : `Signed by ${escaped(by, 60)}`}.`,
  ].join(' ');
}

const documents = ({ about, nextExpiry }: Report): readonly string[] => [
  ...about.documents.map((path) => `- [${path}](${path})`),
  `- Next review: ${nextExpiry?.slice(0, 10) ?? 'when there is evidence'}, when the first of this evidence runs out`,
  '',
];

const sorted = (rows: readonly ControlRow[]): readonly ControlRow[] =>
  [...rows].sort(
    (a, b) =>
      severities.indexOf(a.severity as never) - severities.indexOf(b.severity as never) ||
      Object.keys(sectionTitles).indexOf(a.section) - Object.keys(sectionTitles).indexOf(b.section),
  );

/** '- cors-allowlist (critical): pass, proven locally: 4 foreign origins may read nothing' */
const control = ({ id, severity, outcome, grade, because, where, remedy }: ControlRow): readonly string[] =>
  wrappedMarkdown(
    [
      `- ${id} (${severity}): ${outcome}${grade === 0 ? '' : `, ${gradeWords[grade]}`}: ${escaped(because, 300)}`,
      where === null ? '' : ` (${escaped(where, 200)})`,
      outcome === 'pass' || outcome === 'not-applicable' ? '' : `. To close it: ${escaped(remedy, 2000)}`,
    ].join(''),
  );
