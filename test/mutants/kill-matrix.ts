import { rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { parseArgs } from 'node:util';
import { controls } from '../../src/controls/index.js';
import type { Control } from '../../src/define/control.js';
import { probeById } from '../../src/verify/probes/index.js';
import { openRepo } from '../../src/verify/subjects/repo.js';
import { verify } from '../../src/verify/verify.js';
import type { Verdict } from '../../src/verify/judge/judge.js';
import { harmless } from './harmless/mutants.js';
import type { Mutant } from './support/mutant.js';
import { copyWith, makeSubject } from './support/subject.js';

/**
 * The kill matrix: every sabotage of a generated service must make its control fail, and no harmless change may make any.
 * --sample: one mutant per control. --control ID: one control. --markdown FILE: the table, to be published.
 */
const { values: options } = parseArgs({
  options: { sample: { type: 'boolean' }, control: { type: 'string' }, markdown: { type: 'string' } },
});

interface Row {
  readonly control: string;
  readonly mutant: string;
  readonly outcome: string;
  readonly because: string;
  readonly caught: 'caught' | 'missed';
}

const say = (line: string): void => void process.stdout.write(`${line}\n`);
const subject = makeSubject();

/** Runs the probes of these controls only. */
async function judged(mutants: readonly Mutant[], only: readonly Control[]): Promise<readonly Verdict[]> {
  const copy = copyWith(subject, mutants);
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

async function sabotage(control: Control): Promise<readonly Row[]> {
  const { mutants } = (await import(`./${control.id}/mutants.js`)) as { mutants: readonly Mutant[] };
  const rows: Row[] = [];
  for (const each of options.sample === true ? mutants.slice(0, 1) : mutants) {
    const [verdict] = await judged([each], [control]).catch((error: unknown) => [
      { outcome: 'error', because: String(error) } as unknown as Verdict,
    ]);
    const outcome = verdict?.outcome ?? 'error';
    const row: Row = {
      control: control.id,
      mutant: each.name,
      outcome,
      because: verdict?.because ?? '',
      caught: outcome === 'fail' ? 'caught' : 'missed',
    };
    say(
      `${row.caught === 'caught' ? 'caught' : 'MISSED'}  ${row.control.padEnd(27)} ${row.mutant.padEnd(48)} ${row.outcome}: ${row.because.slice(0, 90)}`,
    );
    rows.push(row);
  }
  return rows;
}

/** All harmless changes at once; only if anything is flagged, each alone, to tell which. */
async function leaveAlone(
  chosen: readonly Control[],
): Promise<readonly { readonly name: string; readonly flagged: string }[]> {
  const flags = async (list: readonly Mutant[]): Promise<string> =>
    (await judged(list, chosen))
      .filter(({ outcome }) => outcome !== 'pass')
      .map(({ control, outcome, because }) => `${control.id} ${outcome}: ${because}`)
      .join('; ');
  const together = await flags(harmless);
  if (together === '') return harmless.map(({ name }) => ({ name, flagged: '' }));
  say(`flagged together: ${together}`);
  const rows = [];
  for (const each of harmless) rows.push({ name: each.name, flagged: await flags([each]) });
  return rows;
}

const started = Date.now();
const chosen = controls.filter(({ id }) => options.control === undefined || id === options.control);
const untouched = (await judged([], chosen)).filter(({ outcome }) => outcome !== 'pass');
for (const { control, outcome, because } of untouched)
  say(`unchanged  ${control.id}: ${outcome}: ${because}`);

const rows: Row[] = [];
for (const control of chosen) rows.push(...(await sabotage(control)));
const alone =
  options.control === undefined
    ? await leaveAlone(chosen.filter(({ id }) => !untouched.some(({ control }) => control.id === id)))
    : [];
for (const { name, flagged } of alone)
  say(`${flagged === '' ? 'left alone' : 'FLAGGED'}  ${name}${flagged === '' ? '' : `: ${flagged}`}`);

const caught = rows.filter((row) => row.caught === 'caught').length;
const flagged = alone.filter((row) => row.flagged !== '').length;
const last = `${caught} of ${rows.length} mutants caught, ${flagged} of ${alone.length} harmless changes flagged`;
if (options.markdown !== undefined) writeFileSync(options.markdown, published());
rmSync(dirname(subject.folder), { recursive: true, force: true });
say(`${chosen.length} controls, ${Math.round((Date.now() - started) / 1000)} s`);
say(last);
process.exitCode = caught === rows.length && flagged === 0 && untouched.length === 0 ? 0 : 1;

function published(): string {
  const cell = (text: string): string => text.replaceAll('|', '\\|').slice(0, 160);
  return [
    '# Kill matrix',
    '',
    'Each row is a small sabotage of a generated service, and what its control said. Made by `npm run kill-matrix -- --markdown FILE`.',
    '',
    '| Control | Sabotage | Caught | Because |',
    '|---|---|---|---|',
    ...rows.map(
      ({ control, mutant, caught: is, because }) =>
        `| ${control} | ${cell(mutant)} | ${is} | ${cell(because)} |`,
    ),
    '',
    '| Harmless change | Flagged |',
    '|---|---|',
    ...alone.map(({ name, flagged: by }) => `| ${cell(name)} | ${by === '' ? 'no' : cell(by)} |`),
    '',
    last,
    '',
  ].join('\n');
}
