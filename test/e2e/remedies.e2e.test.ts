import { spawn, spawnSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, describe, expect, it } from 'vitest';
import { loadCatalogue } from '../../generators/load-catalogue.js';
import type { ControlRow, Report } from '../../src/report/shape.js';
import { shapes, type Case } from '../wire/cases.js';
import { installed } from './support/installed.js';
import { isSampled, turnOf } from './support/sample.js';
import { cache, cli } from './support/service.js';

/**
 * Whatever command a report names makes the control better when the service is booted again: on one fixture
 * of each framework, language and kind of module all commands at once, as the one line says, and two of
 * them alone, those that were tried least so far. With RAMPART_SAMPLE: one fixture, another one with
 * another commit.
 */
const { versions } = loadCatalogue();
const made: string[] = [];
afterAll(() => made.forEach((folder) => rmSync(folder, { recursive: true, force: true })));

const all = [...new Map(shapes().map((shape) => [dialectOf(shape), shape])).values()];
const due = isSampled ? all.filter((_, at) => at === turnOf(all.length)) : all;
const alone = 2;

/** Runs of each command. */
const tried = new Map<string, number>();
const tally = { controls: 0, passed: 0 };

describe('remedies make each control better that they are printed for', () => {
  it.concurrent.each(due)('in $name', { timeout: 900_000 }, async (shape: Case) => {
    const before = await verified(copyOf(shape));
    expect(before.problems).toEqual([]);
    const promised = before.controls.filter(
      ({ outcome, closers }) => outcome === 'fail' && closers.length > 0,
    );
    const together = `rampart add ${[...new Set(promised.flatMap(({ closers }) => closers))].join(' ')}`;
    const useless: string[] = [];
    const here = { controls: 0, passed: 0 };
    for (const [command, rows] of [
      ...leastTried([...new Set(promised.map(({ remedy }) => remedy))]).map(
        (one) => [one, promised.filter(({ remedy }) => remedy === one)] as const,
      ),
      ...(promised.length === 0 ? [] : [[together, promised] as const]),
    ]) {
      const root = copyOf(shape);
      await rampart(root, [...command.split(' ').slice(1), '--yes']);
      const after = await verified(root, rows);
      useless.push(
        ...rows.flatMap((row) => (isBetter(row, before, after) ? [] : said(command, row, before, after))),
      );
      here.controls += rows.length;
      here.passed += rows.filter(({ id }) => rowIn(after, id)?.outcome === 'pass').length;
    }
    tally.controls += here.controls;
    tally.passed += here.passed;
    const words = `${here.controls} promised, ${here.passed} pass after it, ${useless.length} no better`;
    process.stdout.write(`${shape.name}: ${[words, ...useless].join('\n  ')}\n`);
    expect(useless).toEqual([]);
  });
});

it('were not few', () => {
  const { controls, passed } = tally;
  process.stdout.write(
    `${tried.size} commands alone, ${controls} controls promised, ${passed} pass after it\n`,
  );
  expect(tried.size).toBeGreaterThan(isSampled ? 1 : 10);
  expect(controls).toBeGreaterThan(due.length * 5);
  expect(passed).toBeGreaterThan(controls * 0.8);
});

/** Fixtures are alike where our files come to them alike: 'express-5 js commonjs'. */
function dialectOf({ folder, install, dir = '' }: Case): string {
  const root = join(folder, 'input', dir);
  const text = readFileSync(join(root, 'package.json'), 'utf8');
  const { type = 'commonjs' } = JSON.parse(text) as { readonly type?: string };
  const language = existsSync(join(root, 'tsconfig.json')) ? 'ts' : 'js';
  return [install, language, type, dir === '' ? 'alone' : 'in a workspace'].join(' ');
}

function leastTried(commands: readonly string[]): readonly string[] {
  const runs = (command: string): number => tried.get(command) ?? 0;
  const chosen = [...commands].sort((a, b) => runs(a) - runs(b)).slice(0, alone);
  for (const command of chosen) tried.set(command, runs(command) + 1);
  return chosen;
}

const rowIn = ({ controls }: Report, id: string): ControlRow | undefined =>
  controls.find((row) => row.id === id);

/** How much of a control fails: its findings that do. */
const failing = ({ evidence }: Report, { probes }: ControlRow): readonly string[] =>
  evidence
    .filter(({ probe }) => probes.includes(probe))
    .flatMap(({ findings }) => findings)
    .filter(({ outcome }) => outcome === 'fail')
    .map(({ because, where }) => `${because} (${where ?? ''})`);

/** How many answers or things those are: one finding may stand for several. */
const weightOf = (findings: readonly string[]): number =>
  findings.reduce((sum, text) => sum + Number(/\((\d+) answers\)/.exec(text)?.[1] ?? 1), 0);

/** It passes, or less of it fails. A service that no longer boots is no better. */
function isBetter(row: ControlRow, before: Report, after: Report): boolean {
  if (after.problems.length > 0) return false;
  const now = rowIn(after, row.id);
  return (
    now?.outcome === 'pass' ||
    (now?.outcome !== 'error' && weightOf(failing(after, row)) < weightOf(failing(before, row)))
  );
}

const said = (command: string, row: ControlRow, before: Report, after: Report): readonly string[] => [
  `${command}: ${row.id} is ${rowIn(after, row.id)?.outcome ?? 'gone'}: ${[
    ...after.problems.map(({ because, said: lines }) => [because, ...lines].join(' ')),
    ...failing(after, row),
    rowIn(after, row.id)?.because,
  ].join('; ')}; it was: ${failing(before, row).join('; ')}`,
];

/** A fixture with a history and its packages, and those that our files need. */
function copyOf({ folder, install, dir = '' }: Case): string {
  const root = mkdtempSync(join(realpathSync(tmpdir()), 'rampart-remedies-'));
  made.push(root);
  cpSync(join(folder, 'input'), root, { recursive: true });
  symlinkSync(installed(install, { below: join(cache, 'remedies'), versions }), join(root, 'node_modules'));
  const git = (...args: readonly string[]): void => {
    const who = ['-c', 'user.name=t', '-c', 'user.email=t@example.test', '-c', 'commit.gpgsign=false'];
    const { status, stderr } = spawnSync('git', [...who, ...args], { cwd: root, encoding: 'utf8' });
    if (status !== 0) throw new Error(stderr);
  };
  git('init', '-q');
  mkdirSync(join(root, '.git/info'), { recursive: true });
  writeFileSync(join(root, '.git/info/exclude'), 'node_modules\n');
  git('add', '-A');
  git('commit', '-qm', 'as it was');
  return join(root, dir);
}

async function verified(root: string, only: readonly ControlRow[] = []): Promise<Report> {
  const flags = only.flatMap(({ id }) => ['--control', id]);
  // A machine that does something else besides may take its time to start a service.
  const boot = ['--boot', '--boot-timeout', '120'];
  return JSON.parse(await rampart(root, ['verify', ...boot, '--no-write', '--json', ...flags])) as Report;
}

/** Runs a command as it is printed, and returns what it says; findings are no failure. */
async function rampart(root: string, args: readonly string[]): Promise<string> {
  const child = spawn(process.execPath, [cli, ...args], { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
  const [out, err, code] = await Promise.all([text(child.stdout), text(child.stderr), ended]);
  if (code !== 0 && code !== 2)
    throw new Error(`rampart ${args.join(' ')}: ${code}\n${out.slice(-2000)}\n${err}`);
  return out;
}
