import { sectionTitles } from '../controls/titles.js';
import { severities } from '../define/words.js';
import { gradeWords } from '../verify/judge/words.js';
import { beliefNotes } from './belief-lines.js';
import { escaped } from './escape.js';
import { withSeal } from './page-state.js';
import { problemWords } from './problem.js';
import type { Problem } from './problem.js';
import type { Block, ControlRow, Report } from './report.js';
import { requirementLines } from './requirement-lines.js';
import { unreadLine } from './unread-line.js';

/** SECURITY-STATUS.md, in the shape of the first page; every word of it comes from the report, and is escaped but for our own titles. */
export function markdown(report: Report): string {
  return withSeal(
    [
      '# Security Implementation Status',
      '',
      `**Date:** ${report.at.slice(0, 10)} · **Environment:** ${escaped(report.environment)} · **Next expiry:** ${report.nextExpiry?.slice(0, 10) ?? 'no evidence yet'}`,
      '',
      '> Written by `rampart verify` from evidence; edits are lost and noticed. A box is ticked when every control behind it passed.',
      '> A pass covers the routes and files that were probed. It is evidence for the named requirements, not a certificate.',
      ...report.problems.filter(({ kind }) => kind !== 'page-not-believed').flatMap(problem),
      ...[...report.notes, ...unreadLine(report), ...beliefNotes(report)].map(
        (note) => `> ${escaped(note)}.`,
      ),
      '',
      '## Security Checklist Status',
      ...report.sections.flatMap(section),
      '## Overall Security Score',
      '',
      ...report.tiers.flatMap(tier),
      '## Ready for Production?',
      '',
      `### Core security: **${report.readiness.core}**`,
      '',
      ...reasons(report),
      '## Deployment Checklist',
      ...report.phases.flatMap(phase),
      '## Controls',
      '',
      '| Control | Severity | Outcome | Grade | Because | What closes it |',
      '|---|---|---|---|---|---|',
      ...sorted(report.controls).map(controlRow),
      '',
      '## Evidence',
      '',
      '| Probe | Outcome | Grade | Date | Where |',
      '|---|---|---|---|---|',
      ...report.evidence.map(
        ({ probe, outcome, grade, at, target }) =>
          `| ${escaped(probe)} | ${outcome} | ${gradeWords[grade]} | ${cell(at.slice(0, 16).replace('T', ' '))} | ${cell(target)} |`,
      ),
      '',
      '## Requirements with passing evidence',
      '',
      ...requirementLines(report.controls),
      '',
      `Files ${report.subject?.slice(0, 12) ?? 'not read'} · rampart ${report.rampart} · report ${report.sha256.slice(0, 12)}`,
      '',
    ].join('\n'),
  );
}

const problem = ({ kind, because, said }: Problem): readonly string[] => [
  `> **${problemWords[kind]}**: ${escaped(because)}`,
  ...said.map((line) => `> - ${escaped(line)}`),
];

const section = (block: Block): readonly string[] => [
  '',
  `### ${block.title}`,
  '',
  `**Status:** ${block.badge} (${block.done}/${block.due})`,
  '',
  ...block.lines.map(item),
  '',
];

const tier = ({ title, done, due, split, lines }: Block): readonly string[] => [
  `### ${title}`,
  '',
  due === 0
    ? '**0/0 applicable**'
    : `**${done}/${due} Completed** (${Math.round((done / due) * 100)}%)${splitText(split)}`,
  '',
  ...lines.map(item),
  '',
];

const phase = (block: Block): readonly string[] => [
  '',
  `### ${block.title} (${block.done}/${block.due})`,
  '',
  ...block.lines.map(
    (line) => `${item(line)}${line.state !== 'done' && line.command ? `; run \`${line.command}\`` : ''}`,
  ),
  '',
];

/** '5 proven locally, 1 declared' */
function splitText(split: Block['split']): string {
  const parts = Object.entries(split)
    .sort(([a], [b]) => Number(b) - Number(a))
    .map(([grade, count]) => `${count} ${gradeWords[Number(grade) as keyof typeof gradeWords]}`);
  return parts.length === 0 ? '' : ` · ${parts.join(', ')}`;
}

const item = ({ state, text, because, grade }: Block['lines'][number]): string => {
  if (state === 'done') return `- [x] ${text} (${gradeWords[grade]})`;
  if (state === 'not-applicable') return `- [ ] ~~${text}~~ (not applicable: ${escaped(because)})`;
  return `- [ ] ${text} (${state.replace('-', ' ')}: ${escaped(because)})`;
};

function reasons({ readiness: { core, reasons: list } }: Report): readonly string[] {
  if (core === 'YES')
    return [
      'Every critical control passed in production at the grade that it needs, and no high one failed.',
      '',
    ];
  return ['For production these are open:', '', ...list.map((reason) => `- ${escaped(reason)}`), ''];
}

const sorted = (rows: readonly ControlRow[]): readonly ControlRow[] =>
  [...rows].sort(
    (a, b) =>
      severities.indexOf(a.severity as never) - severities.indexOf(b.severity as never) ||
      Object.keys(sectionTitles).indexOf(a.section) - Object.keys(sectionTitles).indexOf(b.section),
  );

const controlRow = ({ id, severity, outcome, grade, because, where, remedy }: ControlRow): string =>
  `| ${id} | ${severity} | ${outcome} | ${grade === 0 ? '' : gradeWords[grade]} | ${cell(because)}${where === null ? '' : ` (${cell(where)})`} | ${outcome === 'pass' || outcome === 'not-applicable' ? '' : cell(remedy)} |`;

const cell = (text: string): string => escaped(text, 300);
