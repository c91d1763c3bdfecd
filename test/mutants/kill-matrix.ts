import { rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { parseArgs } from 'node:util';
import { controls } from '../../src/controls/index.js';
import type { Control } from '../../src/define/control.js';
import type { Framework } from '../../src/define/framework.js';
import { probeById } from '../../src/verify/probes/index.js';
import { openRepo } from '../../src/repo/repo.js';
import { verify } from '../../src/verify/verify.js';
import type { Verdict } from '../../src/verify/judge/judge.js';
import { pieces } from '../../generators/pieces/index.js';
import { targets } from '../../generators/targets/index.js';
import { adaptersOf } from '../../src/plan/adapters-of.js';
import { unavailablePieces } from '../../src/plan/available-pieces.js';
import { frameworks as all } from '../../generators/frameworks/index.js';
import { harmless } from './harmless/mutants.js';
import { mutantsFor, type Mutant, type Mutants, type Sabotage } from './support/mutant.js';
import { outOfReach } from './support/reach.js';
import { copyWith, makeSubject, type Asked, type Subject } from './support/subject.js';

/**
 * The kill matrix, controls x frameworks: every sabotage of a generated service must make its control fail,
 * and no harmless change may make any.
 * --sample: one mutant per control, each control on one framework in turn. --control ID: one control.
 * --framework ID: one framework. --markdown FILE: the table, to be published.
 */
const { values: options } = parseArgs({
  options: {
    sample: { type: 'boolean' },
    control: { type: 'string' },
    framework: { type: 'string' },
    markdown: { type: 'string' },
  },
});

interface Row {
  readonly on: string;
  readonly control: string;
  readonly mutant: string;
  readonly outcome: string;
  readonly because: string;
  readonly caught: 'caught' | 'missed';
}
interface Harmless {
  readonly on: string;
  readonly name: string;
  readonly flagged: string;
}

const say = (line: string): void => void process.stdout.write(`${line}\n`);
const usual = targets[0]?.id ?? '';
const frameworks = all.filter(({ id }) => options.framework === undefined || options.framework === id);

const catalogue = { pieces, targets };
let beyond = 0;

/** Those that a framework can be given; the others edit what a piece that it lacks would bring, and are named. */
function withinReach(framework: Framework, mutants: Mutants, of: string): readonly Mutant[] {
  const { because } = outOfReach(framework, catalogue);
  return mutantsFor(adaptersOf(framework), mutants).filter((each) => {
    const piece = because(each);
    if (piece !== undefined) notInReach(framework, `${of}: ${each.name}`, `it needs the piece ${piece}`);
    return piece === undefined;
  });
}

function notInReach({ id }: Framework, what: string, why: string): void {
  beyond += 1;
  say(`not in reach  ${id}  ${what}: ${why}`);
}

const subjects = new Map<string, Subject>();
function subjectOf(asked: Asked): Subject {
  const key = `${asked.framework.id} ${asked.target}`;
  const subject = subjects.get(key) ?? makeSubject(asked);
  subjects.set(key, subject);
  return subject;
}

/** Runs the probes of these controls only. */
async function judged(
  asked: Asked,
  mutants: readonly Mutant[],
  only: readonly Control[],
): Promise<readonly Verdict[]> {
  const copy = copyWith(subjectOf(asked), mutants);
  try {
    const needsBoot = only.some(({ probes }) => probes.some((id) => probeById.get(id)?.needs !== 'repo'));
    const { verdicts, notes } = await verify({
      repo: openRepo(copy),
      boot: needsBoot ? 'boot' : 'static',
      url: undefined,
      reach: 'writes',
      environment: 'development',
      only: only.map(({ id }) => id),
      routes: [],
      earlier: [],
      build: 'never',
      now: () => new Date(),
      tell: () => undefined,
    });
    return verdicts.map((verdict) =>
      verdict.outcome === 'not-assessed'
        ? { ...verdict, because: `${verdict.because} ${notes.join('; ')}` }
        : verdict,
    );
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
}

async function sabotage(
  framework: Framework,
  { mutants, subject }: Sabotage,
  control: Control,
): Promise<readonly Row[]> {
  const list = withinReach(framework, mutants, control.id);
  const rows: Row[] = [];
  for (const each of list.slice(0, options.sample === true ? 1 : list.length)) {
    const [verdict] = await judged({ framework, target: usual, ...subject }, [each], [control]).catch(
      (error: unknown) => [{ outcome: 'error', because: String(error) } as unknown as Verdict],
    );
    const outcome = verdict?.outcome ?? 'error';
    const row: Row = {
      on: framework.id,
      control: control.id,
      mutant: each.name,
      outcome,
      because: verdict?.because ?? '',
      caught: outcome === 'fail' ? 'caught' : 'missed',
    };
    const columns = [row.on.padEnd(12), row.control.padEnd(27), row.mutant.padEnd(48)];
    const seen = `${row.outcome}: ${row.because.slice(0, 90)}`;
    say(`${row.caught === 'caught' ? 'caught' : 'MISSED'}  ${columns.join(' ')} ${seen}`);
    rows.push(row);
  }
  return rows;
}

/** All harmless changes at once; only if anything is flagged, each alone, to tell which. */
async function leaveAlone(framework: Framework, chosen: readonly Control[]): Promise<readonly Harmless[]> {
  const list = withinReach(framework, harmless, 'harmless');
  const flags = async (some: readonly Mutant[]): Promise<string> =>
    (await judged({ framework, target: usual }, some, chosen))
      .filter(({ outcome }) => outcome !== 'pass')
      .map(({ control, outcome, because }) => `${control.id} ${outcome}: ${because}`)
      .join('; ');
  const together = await flags(list);
  if (together === '') return list.map(({ name }) => ({ on: framework.id, name, flagged: '' }));
  say(`flagged together: ${together}`);
  const rows = [];
  for (const each of list) rows.push({ on: framework.id, name: each.name, flagged: await flags([each]) });
  return rows;
}

const started = Date.now();
const chosen = controls.filter(({ id }) => options.control === undefined || id === options.control);
const rows: Row[] = [];
const alone: Harmless[] = [];
let untouched = 0;
for (const [place, framework] of frameworks.entries()) {
  const turn = ({ id }: Control): boolean =>
    options.sample !== true || controls.findIndex((each) => each.id === id) % frameworks.length === place;
  const sabotages = new Map<Control, Sabotage>();
  const { controls: unmet } = outOfReach(framework, catalogue);
  const lacks = unavailablePieces(framework, catalogue).length > 0;
  for (const control of chosen.filter(turn))
    if (unmet.has(control.id)) notInReach(framework, control.id, 'no piece for this framework is for it');
    else sabotages.set(control, (await import(`./${control.id}/mutants.js`)) as Sabotage);
  // A control of another target has nothing to look at in the usual service: it is judged on its own.
  const open: Control[] = [];
  for (const target of new Set([...sabotages.values()].map(({ subject }) => subject?.target ?? usual))) {
    const here = [...sabotages.keys()].filter(
      (control) => (sabotages.get(control)?.subject?.target ?? usual) === target,
    );
    for (const { control, outcome, because } of await judged({ framework, target }, [], here)) {
      if (outcome === 'pass') continue;
      open.push(control);
      // Half of a control may be what another piece does: that cannot be provoked where there is no such piece.
      if (outcome === 'inconclusive' && lacks) {
        notInReach(framework, control.id, because);
        continue;
      }
      untouched += 1;
      say(`unchanged  ${framework.id} ${control.id}: ${outcome}: ${because}`);
    }
  }
  for (const [control, each] of sabotages) rows.push(...(await sabotage(framework, each, control)));
  const usually = [...sabotages.keys()].filter(
    (control) => !open.includes(control) && sabotages.get(control)?.subject === undefined,
  );
  if (options.control === undefined && usually.length > 0)
    alone.push(...(await leaveAlone(framework, usually)));
}
for (const { on, name, flagged } of alone)
  say(`${flagged === '' ? 'left alone' : 'FLAGGED'}  ${on}  ${name}${flagged === '' ? '' : `: ${flagged}`}`);

const caught = rows.filter((row) => row.caught === 'caught').length;
const flagged = alone.filter((row) => row.flagged !== '').length;
const last = [
  `${caught} of ${rows.length} mutants caught`,
  `${flagged} of ${alone.length} harmless changes flagged`,
  ...(beyond === 0 ? [] : [`${beyond} not in reach: their framework lacks a piece`]),
].join(', ');
if (options.markdown !== undefined) writeFileSync(options.markdown, published());
for (const { folder } of subjects.values()) rmSync(dirname(folder), { recursive: true, force: true });
const seconds = Math.round((Date.now() - started) / 1000);
say(`${chosen.length} controls, ${frameworks.map(({ id }) => id).join(', ')}, ${seconds} s`);
say(last);
process.exitCode = caught === rows.length && flagged === 0 && untouched === 0 ? 0 : 1;

function published(): string {
  const cell = (text: string): string => text.replaceAll('|', '\\|').slice(0, 160);
  return [
    '# Kill matrix',
    '',
    'Each row is a small sabotage of a generated service, and what its ' +
      'control said. Made by `npm run kill-matrix -- --markdown FILE`.',
    '',
    '| Framework | Control | Sabotage | Caught | Because |',
    '|---|---|---|---|---|',
    ...rows.map(
      ({ on, control, mutant, caught: is, because }) =>
        `| ${on} | ${control} | ${cell(mutant)} | ${is} | ${cell(because)} |`,
    ),
    '',
    '| Framework | Harmless change | Flagged |',
    '|---|---|---|',
    ...alone.map(({ on, name, flagged: by }) => `| ${on} | ${cell(name)} | ${by === '' ? 'no' : cell(by)} |`),
    '',
    last,
    '',
  ].join('\n');
}
