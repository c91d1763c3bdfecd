import { sectionTitles } from '../controls/titles.js';
import type { Outcome, Section } from '../define/control.js';
import { gradeWords } from '../verify/judge/words.js';
import { beliefLines } from './belief-lines.js';
import type { Paint } from './paint.js';
import { isProbesRemedy } from './probes-remedy.js';
import { problemWords, type Problem } from './problem.js';
import type { ControlRow, Report } from './shape.js';
import { unreadLine } from './unread-line.js';

const signs: Readonly<Record<Outcome, readonly [sign: string, style: Parameters<Paint>[0]]>> = {
  fail: ['fail', 'red'],
  error: ['error', 'red'],
  stale: ['stale', 'yellow'],
  inconclusive: ['unsure', 'yellow'],
  'not-assessed': ['open', 'yellow'],
  pass: ['pass', 'green'],
  'not-applicable': ['n/a', 'dim'],
};

const order = Object.keys(signs) as readonly Outcome[];

/**
 * The compact report: problems of the run, sections (failing ones first), and each open control with the
 * command that closes it.
 */
export function terminal(report: Report, paint: Paint): readonly string[] {
  const sections = (Object.keys(sectionTitles) as Section[]).filter((id) =>
    report.controls.some(({ section }) => section === id),
  );
  return [
    ...report.problems.flatMap((problem) => problemLines(problem, paint)),
    ...beliefLines(report, paint),
    ...sections.flatMap((id) => [
      '',
      paint('bold', sectionTitles[id]),
      ...report.controls
        .filter(({ section }) => section === id)
        .sort((a, b) => order.indexOf(a.outcome) - order.indexOf(b.outcome))
        .flatMap((row) => rowLines(row, paint)),
    ]),
    ...settingsLines(report, paint),
    '',
    ...report.tiers.filter(({ due }) => due > 0).map(({ title, done, due }) => `${title}: ${done}/${due}`),
    ...addLine(report).map((line) => paint('cyan', line)),
    summaryLine(report),
    coreLine(report, paint),
    ...unprobedLine(report).map((line) => paint('yellow', line)),
    ...unreadLine(report).map((line) => paint('yellow', line)),
    ...report.notes.map((note) => paint('dim', note)),
  ];
}

function coreLine({ readiness: { core, reasons } }: Report, paint: Paint): string {
  const shown = paint(core === 'YES' ? 'green' : 'yellow', core);
  const open = core === 'YES' ? '' : ` (${reasons.length} controls are open there)`;
  return `Core security in production: ${shown}${open}`;
}

/** Shown first, because they limit what the rest means. */
const problemLines = ({ kind, because, said }: Problem, paint: Paint): readonly string[] => [
  `${paint('red', problemWords[kind])}: ${because}`,
  ...said.map((line) => paint('dim', `  | ${line}`)),
];

/** Faults of settings belong to no control, but must be shown. */
const settingsLines = ({ settingsFails, environment }: Report, paint: Paint): readonly string[] =>
  settingsFails.length === 0
    ? []
    : [
        '',
        paint('bold', `Settings of ${environment}`),
        ...settingsFails.map(
          ({ probe, because, where }) =>
            `  ${paint('red', signs.fail[0].padEnd(7))} ${probe.padEnd(27)} ${because} (${where})`,
        ),
      ];

/** Says how many lines no probe checks. */
const unprobedLine = ({ unprobed }: Report): readonly string[] =>
  unprobed === 0 ? [] : [`${unprobedWords(unprobed)}: see them in the page, or with --json`];

export const unprobedWords = (count: number): string =>
  `${count} ${count === 1 ? 'line' : 'lines'} of the checklist no probe can see, and nobody attests`;

/** One command that adds all pieces for the failing controls. */
function addLine(report: Report): readonly string[] {
  const all = closingPieces(report);
  return all.length < 2 ? [] : [`All that a command can close: rampart add ${all.join(' ')}`];
}

/** The pieces that close what fails. */
export const closingPieces = ({ controls }: Report): readonly string[] => [
  ...new Set(controls.filter(({ outcome }) => outcome === 'fail').flatMap(({ closers }) => closers)),
];

/** '31 pass, 2 fail, 2 not assessed' */
export function summaryLine({ counts, settingsFails }: Report): string {
  const words: readonly (readonly [Outcome, string])[] = [
    ['pass', 'pass'],
    ['fail', 'fail'],
    ['error', 'could not be probed'],
    ['inconclusive', 'inconclusive'],
    ['stale', 'stale'],
    ['not-assessed', 'not assessed'],
    ['not-applicable', 'not applicable'],
  ];
  const told = words
    .filter(([outcome]) => counts[outcome] > 0)
    .map(([outcome, text]) => `${counts[outcome]} ${text}`);
  const wrong = settingsFails.length === 0 ? [] : [`${settingsFails.length} wrong in the settings`];
  return [...told, ...wrong].join(', ');
}

function rowLines(
  { id, severity, outcome, grade, because, where, remedy }: ControlRow,
  paint: Paint,
): readonly string[] {
  const [sign, style] = signs[outcome];
  const first = `  ${paint(style, sign.padEnd(7))} ${id.padEnd(27)} `;
  if (outcome === 'pass') return [`${first}${paint('dim', gradeWords[grade])}`];
  if (outcome === 'not-applicable') return [`${first}${paint('dim', because)}`];
  return [
    `${first}${severity}: ${because}${where === null ? '' : ` (${where})`}`,
    ...(outcome === 'fail' || isProbesRemedy(remedy) ? [`          ${paint('cyan', remedy)}`] : []),
  ];
}
