import { spawnSync } from 'node:child_process';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { isAlive } from '../../src/is-alive.js';
import { mutatedRooms, roomNames, type MutatedRoomName } from './rooms.js';
import { percent, total, weigh, type Report, type Score, type Survivor } from './score.js';

/**
 * Mutation of the engine itself: Stryker changes src/plan, src/wire, src/commit and the judge in small ways, and the
 * tests of these rooms must notice. Not to be mistaken for test/mutants, which sabotages services that we emit.
 */
const usual = { seed: '1', share: '0.05' };
const help = `npm run mutate -- [options]

Changes the engine (${roomNames.join(', ')}) in small ways, one at a time, runs the fast tests of these rooms,
and prints how many changes they noticed, and which they did not. There are some 6850 such changes, and all of them
take hours; so a sample is drawn by a seed. The usual one takes about a quarter of an hour on two cores, most of it for
plan. The same seed draws the same changes of a file, as long as that file is the same.

  --seed WORD      which sample (${usual.seed})
  --share NUMBER   how much of all changes, above 0 and up to 1 (${usual.share})
  --all            every change
  --room NAME      only this room (${roomNames.join(', ')}); may be said several times
  --json FILE      the survivors and the scores, as JSON
  --help           this

Stryker is not among the packages of rampart: the first run installs it below .cache, in the versions of
test/mutate/tools/package-lock.json. It works below .cache too, on a copy, and removes that at the end; one run
at a time in a clone.
`;

const { values: options } = parseArgs({
  options: {
    seed: { type: 'string', default: usual.seed },
    share: { type: 'string', default: usual.share },
    all: { type: 'boolean', default: false },
    room: { type: 'string', multiple: true, default: [...roomNames] },
    json: { type: 'string' },
    help: { type: 'boolean', default: false },
  },
});
const say = (line: string): boolean => process.stdout.write(`${line}\n`);

const root = join(import.meta.dirname, '../..');
const tools = join(root, '.cache/mutate-tools');
const draw = { seed: options.seed, share: options.all ? 1 : Number(options.share) };

const rooms = roomNames.filter((name) => options.room.includes(name));

function refuse(wanted: string): void {
  process.stderr.write(`Expected ${wanted}.\n`);
  process.exitCode = 5;
}

function mutate(): number {
  const started = Date.now();
  const scores: Score[] = [];
  const survivors: Survivor[] = [];
  for (const room of rooms) {
    const report = tryMutants(room);
    if (report === undefined) return 1;
    const weighed = weigh(room, report, draw);
    for (const survivor of weighed.survivors) say(lineOf(survivor));
    scores.push(weighed.score);
    survivors.push(...weighed.survivors);
    if (options.json !== undefined)
      writeFileSync(options.json, `${JSON.stringify({ ...draw, scores, survivors }, null, 2)}\n`);
  }
  tell(scores, Date.now() - started);
  return 0;
}

/** Stryker tries the mutants of one room; undefined: it could not, and has said why. */
function tryMutants(room: MutatedRoomName): Report | undefined {
  sweep();
  const work = join(root, `.cache/mutate-${process.pid}`);
  mkdirSync(work, { recursive: true });
  try {
    const config = join(work, 'stryker.json');
    writeFileSync(config, JSON.stringify(settings(room, work)));
    const stryker = join(tools, 'node_modules/@stryker-mutator/core/bin/stryker.js');
    const { status } = spawnSync(process.execPath, [stryker, 'run', config], {
      cwd: root,
      stdio: ['ignore', 2, 2],
      env: {
        ...process.env,
        RAMPART_DRAW: JSON.stringify({ ...draw, root }),
        RAMPART_MUTATE_TESTS: JSON.stringify(mutatedRooms[room].tests),
      },
    });
    const report = join(work, 'report.json');
    if (status !== 0 || !existsSync(report)) return undefined;
    return JSON.parse(readFileSync(report, 'utf8')) as Report;
  } finally {
    rmSync(work, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** Runs that were killed leave their folder. */
function sweep(): void {
  for (const name of readdirSync(join(root, '.cache'))) {
    const pid = /^mutate-(\d+)$/.exec(name)?.[1];
    if (pid !== undefined && (Number(pid) === process.pid || !isAlive(Number(pid))))
      rmSync(join(root, '.cache', name), { recursive: true, force: true });
  }
}

/** Below .cache, where no other command looks, and inside the repository, where the packages find its vitest. */
function install(): boolean {
  const from = join(import.meta.dirname, 'tools');
  const wanted = readFileSync(join(from, 'package-lock.json'), 'utf8');
  const stamp = join(tools, 'installed');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return true;
  mkdirSync(tools, { recursive: true });
  for (const name of ['package.json', 'package-lock.json', '.npmrc'])
    copyFileSync(join(from, name), join(tools, name));
  const done = spawnSync('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], {
    cwd: tools,
    stdio: ['ignore', 2, 2],
    shell: process.platform === 'win32',
  });
  if (done.status === 0) writeFileSync(stamp, wanted);
  return done.status === 0;
}

function settings(room: MutatedRoomName, work: string): object {
  const { base, runner } = JSON.parse(readFileSync(join(root, '.config/stryker.json'), 'utf8')) as {
    base: object;
    runner: string;
  };
  return {
    ...base,
    mutate: [mutatedRooms[room].files],
    plugins: [join(tools, 'node_modules', runner), join(import.meta.dirname, 'draw.mjs')],
    checkers: draw.share === 1 ? [] : ['drawn'],
    tempDirName: join(work, 'copy'),
    jsonReporter: { fileName: join(work, 'report.json') },
  };
}

const lineOf = ({ at, was, became, covered }: Survivor): string =>
  `${covered ? 'survived' : 'no test '}  ${at}\n    - ${inLine(was)}\n    + ${inLine(became)}`;

const inLine = (text: string): string => text.replace(/\s*\n\s*/g, ' ').slice(0, 160);

function tell(scores: readonly Score[], took: number): void {
  const whole = total(scores);
  say(
    '\n| room | killed | survived | no test runs it | not tried | score |\n| --- | --- | --- | --- | --- | --- |',
  );
  for (const { room, ...counts } of [...scores, whole]) {
    const { killed, survived, uncovered, untried } = counts;
    say(`| ${[room, killed, survived, uncovered, untried, percent(counts)].join(' | ')} |`);
  }
  const sample = draw.share === 1 ? 'every change' : `seed ${draw.seed}, share ${String(draw.share)}`;
  say(`\n${sample}: ${percent(whole)} noticed, in ${(took / 60_000).toFixed(0)} minutes`);
}

if (options.help) process.stdout.write(help);
else if (!(draw.share > 0 && draw.share <= 1)) refuse(`a share above 0 and up to 1, got "${options.share}"`);
else if (rooms.length < new Set(options.room).size)
  refuse(`rooms among ${roomNames.join(', ')}, got "${options.room.join('", "')}"`);
else process.exitCode = install() ? mutate() : 1;
