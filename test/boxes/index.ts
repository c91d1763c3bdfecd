import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { targets } from '../../generators/targets/index.js';
import type { Report } from '../../src/report/shape.js';
import { cache, cli, run } from '../e2e/support/service.js';
import { frameworks } from '../../generators/frameworks/index.js';
import type { Framework } from '../../src/define/framework.js';
import { actsOf, rowsOf, type Seen } from './rows.js';
import { table } from './table.js';
import { wishesOf } from './wishes.js';

/**
 * `npm run boxes`: a fresh service of each framework and target, made, installed, booted and attacked as
 * its user would do it. Prints every box that is ticked with what is behind it, for each service when it is
 * done, and for all of them at the end. Ends with 1 when a box about an act is ticked: nobody has done
 * anything yet.
 */
const wishes = wishesOf(process.argv.slice(2), {
  frameworks: frameworks.map(({ id }) => id),
  targets: targets.map(({ id }) => id),
});
if ('say' in wishes) {
  process[wishes.exitCode === 0 ? 'stdout' : 'stderr'].write(`${wishes.say}\n`);
  process.exit(wishes.exitCode);
}
const { only, sample, bootOnce } = wishes;
const say = (line: string): boolean => process.stderr.write(`${line}\n`);

interface Fresh {
  readonly framework: Framework;
  readonly target: string;
  readonly how: 'booted' | 'read';
}
const pairs = frameworks.flatMap((framework, row) =>
  targets
    .map(({ id }, column): Fresh & { readonly turn: boolean } => {
      const turn = column === row % targets.length;
      return { framework, target: id, turn, how: turn || !bootOnce ? 'booted' : 'read' };
    })
    .filter(({ turn }) => turn || !sample)
    .filter((one) => only.length === 0 || only.includes(`${one.framework.id}/${one.target}`)),
);
let lost = 0;
const seen = pairs.flatMap((fresh) => {
  try {
    const one = look(fresh);
    process.stdout.write(`${fresh.framework.id} on ${fresh.target}\n\n${table(rowsOf([one]), [one])}\n\n`);
    return [one];
  } catch (error) {
    lost += 1;
    say(`${fresh.framework.id} on ${fresh.target} was not seen: ${String(error)}`);
    return [];
  }
});
const acts = actsOf(seen);
const rows = rowsOf(seen);
const readOnly = pairs
  .filter(({ how }) => how === 'read')
  .map(({ framework, target }) => `${framework.id} on ${target}`);
process.stdout.write(seen.length > 1 ? `All of them\n\n${table(rows, seen)}\n\n` : '');
process.stdout.write(`${closing()}\n`);
if (readOnly.length > 0) process.stdout.write(`Not booted, only read: ${readOnly.join(', ')}\n`);
for (const act of acts) say(`an act that nobody did: ${act}`);
process.exitCode = acts.length > 0 || lost > 0 ? 1 : 0;

function look({ framework, target, how }: Fresh): Seen {
  const folder = join(cache, `boxes-${framework.id}-${target}`);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(dirname(folder), { recursive: true });
  const flags = ['--framework', framework.id, '--target', target];
  run(
    process.execPath,
    [cli, 'new', folder, '--yes', '--preset', 'full', '--install', '--git', '--no-verify', ...flags],
    cache,
  );
  const done = spawnSync(
    process.execPath,
    [cli, 'verify', ...(how === 'booted' ? ['--boot'] : []), '--json'],
    {
      cwd: folder,
      encoding: 'utf8',
      timeout: 400_000,
      maxBuffer: 64 * 1024 * 1024,
    },
  );
  const report = JSON.parse(done.stdout) as Report;
  const page = join(folder, 'SECURITY-STATUS.md');
  const boxes = existsSync(page) ? (readFileSync(page, 'utf8').match(/^- \[x\]/gm) ?? []).length : 0;
  const told = [...report.sections, ...report.tiers, ...report.phases].reduce(
    (sum, { done: n }) => sum + n,
    0,
  );
  if (report.problems.length > 0 || boxes !== told)
    throw new Error(
      `${folder}: ${JSON.stringify(report.problems)}; ${boxes} ticks on the page, ${told} told`,
    );
  const open = report.controls
    .filter(({ outcome }) => outcome !== 'pass' && outcome !== 'not-applicable')
    .map(({ id, outcome, because }) => `\n  ${outcome} ${id}: ${because}`);
  say(`${framework.id} on ${target}: ${boxes} boxes ticked${open.join('')}`);
  rmSync(join(folder, 'node_modules'), { recursive: true }); // the page and the service stay to be read
  return { framework: framework.id, target, report };
}

function closing(): string {
  const boxes = new Set(rows.map(({ list, box }) => `${list} ${box}`)).size;
  return (
    `${seen.length} fresh services, ${boxes} boxes ticked, ${rows.length} ` +
    `rows of evidence, ${acts.length} acts that nobody did`
  );
}
