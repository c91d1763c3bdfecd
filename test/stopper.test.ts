import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { exerciseAll } from '../src/verify/exercise.js';
import { onRepo, pass, type Listed } from '../src/verify/probe.js';
import type { Repo } from '../src/repo/repo.js';
import { TookTooLong, within } from '../src/stopper.js';

describe('work on text of strangers', () => {
  it('is ended where it spins, and where one regular expression does', () => {
    const started = Date.now();
    expect(() =>
      within(200, 'kept', () => {
        for (;;);
      }),
    ).toThrow(TookTooLong);
    expect(() => within(200, 'kept', () => /^(a+)+$/.test(`${'a'.repeat(60)}b`))).toThrow(TookTooLong);
    expect(Date.now() - started).toBeLessThan(5000);
  });

  it('gives its value or its own error, also one inside another', () => {
    expect(within(5000, 'kept', () => within(5000, 'may be killed', () => 7))).toBe(7);
    expect(() =>
      within(5000, 'kept', () => {
        throw new RangeError('mine');
      }),
    ).toThrow(RangeError);
  });

  it('leaves signals to the system while it runs, and to us before and after', () => {
    const run = `
      import { within } from './src/stopper.ts';
      process.on('SIGTERM', () => { console.log('heard'); process.exit(0); });
      const kill = () => process.kill(process.pid, 'SIGTERM');
      if (process.argv[1] === 'inside') within(20_000, 'may be killed', () => { kill(); for (;;); });
      within(1000, 'may be killed', () => 1);
      kill();
      setTimeout(() => undefined, 5000);`;
    const end = (how: string) =>
      spawnSync(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', run, how], {
        encoding: 'utf8',
        timeout: 20_000,
      });
    expect(end('inside')).toMatchObject({ signal: 'SIGTERM', stdout: '' });
    expect(end('after')).toMatchObject({ status: 0, stdout: 'heard\n' });
  });
});

describe('a static probe that spins', () => {
  const spin = (): never => {
    for (;;);
  };
  const probes = (['exercise', 'read'] as const).map((where) =>
    onRepo<string>({
      id: `spins-in-${where}`,
      question: 'Does it spin?',
      how: 'It spins.',
      exercise: async () => (where === 'exercise' ? spin() : 'seen'),
      read: () => (where === 'read' ? spin() : [pass('it does not')]),
    }),
  );
  const good = onRepo<string>({
    id: 'zzz-good',
    question: 'Is the next one asked?',
    how: 'It is asked.',
    exercise: async () => 'seen',
    read: () => [pass('it is')],
  });

  it('is an error with the reason, and the next one is asked', async () => {
    const evidence = await exerciseAll({
      probes: [...probes, good] as unknown as readonly Listed[],
      subjects: { repo: {} as Repo },
      kind: 'static',
      environment: 'development',
      target: 'repository',
      subject: '',
      now: () => new Date(0),
      tell: () => undefined,
      longestTurnMs: 300,
    });
    expect(evidence.map(({ findings }) => findings[0])).toEqual([
      { outcome: 'error', because: 'the probe itself failed: it took longer than 0.3 s' },
      { outcome: 'error', because: 'the probe itself failed: it took longer than 0.3 s' },
      { outcome: 'pass', because: 'it is' },
    ]);
  });

  it('ends with the time of its run: what takes longer, and what is not begun, was not seen', async () => {
    const slow = {
      ...good,
      id: 'a-slow',
      exercise: () => new Promise((resolve) => setTimeout(resolve, 3000).unref()),
    };
    const started = Date.now();
    const evidence = await exerciseAll({
      probes: [slow, good] as unknown as readonly Listed[],
      subjects: { repo: {} as Repo },
      kind: 'static',
      environment: 'development',
      target: 'repository',
      subject: '',
      now: () => new Date(0),
      tell: () => undefined,
      untilMs: performance.now() + 300,
    });
    expect(Date.now() - started).toBeLessThan(2000);
    expect(evidence.map(({ findings }) => findings[0])).toEqual([
      { outcome: 'inconclusive', because: 'no result within 1 s' },
      { outcome: 'inconclusive', because: 'not looked at: the time for this run was up' },
    ]);
  });
});
