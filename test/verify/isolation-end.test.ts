import { spawn } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openScratch } from '../../src/verify/isolation/scratch.js';
import { endTagged, tagged } from '../e2e/support/tagged.js';
import { usableWalls } from '../e2e/support/usable-walls.js';

// However we end, what we started ends, and what we made is removed, by ourselves or by the next run.
let place = '';
const tag = `rampart-end-${process.pid}`;
beforeEach(() => (place = realpathSync(mkdtempSync(join(tmpdir(), 'rampart-end-')))));
afterEach(() => {
  endTagged(tag);
  rmSync(place, { recursive: true, force: true });
});

const until = async (holds: () => boolean): Promise<boolean> => {
  for (let tries = 0; tries < 300 && !holds(); tries += 1) await sleep(50);
  return holds();
};

/** A run of its own, that boots a service with a detached child and then waits. */
function start(wall: string) {
  const folder = join(place, 'service');
  const temp = join(place, 'temp');
  for (const one of [folder, temp]) mkdirSync(one);
  writeFileSync(join(folder, 'package.json'), '{"scripts":{"start":"node server.js"}}');
  writeFileSync(
    join(folder, 'server.js'),
    `const idle = ['-e', 'setInterval(() => 0, 999)', '${tag}'];
require('node:child_process').spawn(process.execPath, idle, { detached: true, stdio: 'ignore' }).unref();
require('node:http').createServer((q, r) => r.end('{}')).listen(process.env.PORT);`,
  );
  writeFileSync(
    join(place, 'run.ts'),
    `import { openBench } from '${join(import.meta.dirname, '../../src/verify/subjects/bench.ts')}';
import { openRepo } from '${join(import.meta.dirname, '../../src/repo/repo.ts')}';
void (async () => {
  const bench = await openBench({ repo: openRepo('${folder}'), asked: [], walls: ['${wall}'] });
  await bench.shared('production');
  process.stdout.write('booted');
  setInterval(() => 0, 1000);
})();`,
  );
  const child = spawn(process.execPath, ['--import', 'tsx', join(place, 'run.ts')], {
    cwd: join(import.meta.dirname, '../..'),
    env: { ...process.env, TMPDIR: temp },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const booted = new Promise<void>((resolve) => child.stdout.once('data', () => resolve()));
  const ended = new Promise<string | null>((resolve) => child.once('exit', (_, signal) => resolve(signal)));
  const left = (): readonly string[] => readdirSync(temp).filter((name) => name.startsWith('rampart-boot-'));
  return { child, booted, ended, left, temp };
}

describe.skipIf(process.platform !== 'linux').each(usableWalls())('behind %s', (wall) => {
  it.each(['SIGINT', 'SIGTERM'] as const)(
    '%s ends everything and removes everything',
    { timeout: 60_000 },
    async (name) => {
      const { child, booted, ended, left } = start(wall);
      await booted;
      expect(await until(() => tagged(tag).length > 0)).toBe(true);
      expect(left()).toHaveLength(1);
      child.kill(name);
      expect(await ended).toBe(name);
      expect(await until(() => tagged(tag).length === 0)).toBe(true);
      expect(left()).toEqual([]);
    },
  );

  it('SIGKILL ends everything too, and the next run removes what was left', { timeout: 60_000 }, async () => {
    const { child, booted, ended, left, temp } = start(wall);
    await booted;
    expect(await until(() => tagged(tag).length > 0)).toBe(true);
    child.kill('SIGKILL');
    await ended;
    expect(await until(() => tagged(tag).length === 0)).toBe(true);
    expect(left()).toHaveLength(1);
    const before = process.env['TMPDIR'];
    process.env['TMPDIR'] = temp;
    try {
      const scratch = openScratch();
      expect(left()).toEqual([scratch.root.split('/').at(-1)]);
      scratch.remove();
    } finally {
      if (before === undefined) delete process.env['TMPDIR'];
      else process.env['TMPDIR'] = before;
    }
    expect(left()).toEqual([]);
  });
});

it('what belongs to somebody who runs, or is not known to have ended, stays', () => {
  const folder = mkdtempSync(join(tmpdir(), `rampart-boot-${2 ** 22 + 7}-`));
  try {
    const mine = openScratch();
    const other = openScratch();
    expect(existsSync(mine.root)).toBe(true);
    expect(existsSync(folder)).toBe(true);
    mine.remove();
    other.remove();
    expect(existsSync(mine.root)).toBe(false);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
