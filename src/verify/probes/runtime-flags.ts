import { setTimeout as sleep } from 'node:timers/promises';
import { fail, inconclusive, onBench, pass, verdictOf } from '../probe.js';
import { onFiles } from './on-files.js';
import { compilingPackages } from '../../repo/frameworks/compiling-packages.js';
import { declaredPackages } from '../../repo/package-json.js';
import { flagsMark, flagsPreload } from '../subjects/preloads.js';
import { startsOf, type StartCommand } from '../subjects/start-commands.js';
import { withBoot } from '../subjects/with-boot.js';

const noProto = ['--disable-proto=delete', '--disable-proto=throw'];
const noCode = ['--disallow-code-generation-from-strings'];

interface Written {
  readonly starts: readonly StartCommand[];
  readonly compiler: string;
}

export const everyStartHasTheFlags = onFiles<Written>({
  id: 'every-start-has-the-flags',
  reads: ['package', 'compose', 'dockerfiles', 'units', 'kubernetes'],
  question: 'Does each way to start the service take __proto__ away, and code made from text?',
  exercise: async (repo) => ({
    starts: startsOf(repo),
    compiler: compilingPackages.find((name) => declaredPackages(repo).includes(name)) ?? '',
  }),
  read: ({ starts, compiler }) => {
    if (starts.length === 0) return [inconclusive('nothing in the repository starts node on a file')];
    const wanted = compiler === '' ? [noProto, noCode] : [noProto];
    const places = [...new Set(starts.map(({ where }) => where))];
    const allowed = compiler === '' ? '' : `; ${compiler} makes code from text, so that stays allowed`;
    return verdictOf(
      starts.flatMap(({ flags, where }) =>
        wanted
          .filter((spellings) => !spellings.some((flag) => flags.includes(flag)))
          .map(([flag]) => fail(`starts node without ${flag}`, where)),
      ),
      pass(
        `${starts.length} of ${starts.length} ways to start it have the flags (${places.join(', ')})${allowed}`,
      ),
    );
  },
});

interface Running {
  readonly proto: string;
  readonly code: string;
}

export const flagsHoldWhileItRuns = onBench<Running>({
  id: 'flags-hold-while-it-runs',
  question: 'Is __proto__ gone from the running process?',
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
