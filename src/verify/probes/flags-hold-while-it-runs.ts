import { setTimeout as sleep } from 'node:timers/promises';
import { fail, inconclusive, onBench, pass } from '../probe.js';
import { flagsMark, flagsPreload } from '../subjects/preloads.js';
import { withBoot } from '../subjects/with-boot.js';

interface Running {
  readonly proto: string;
  readonly code: string;
}

export const flagsHoldWhileItRuns = onBench<Running>({
  id: 'flags-hold-while-it-runs',
  question: 'Is __proto__ gone from the running process?',
  how:
    'Boots the service and asks the running process, by a signal, for Object.prototype.__proto__. If ' +
    'it is there, that fails.',
  safety: 'active',
  exercise: (bench) =>
    withBoot(bench, { profile: 'production', preload: flagsPreload }, async ({ signal, stderr }) => {
      signal('SIGUSR2');
      let said: RegExpExecArray | null = null;
      for (let turn = 0; said === null && turn < 40; turn += 1) {
        await sleep(100);
        said = new RegExp(`${flagsMark} (\\w+) (\\w+)`).exec(stderr());
      }
      return { proto: said?.[1] ?? '', code: said?.[2] ?? '' };
    }),
  read: ({ proto, code }) => {
    if (proto === '') return [inconclusive('the running process did not answer')];
    if (proto === 'present') return [fail('Object.prototype.__proto__ is there while it runs')];
    return [pass(`__proto__ is gone; code from text is ${code}`)];
  },
});
