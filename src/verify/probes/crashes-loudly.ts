import { fail, inconclusive, onBench, pass } from '../probe.js';
import { crashMark, crashPreload } from '../subjects/preloads.js';
import { withBoot } from '../subjects/with-boot.js';
import { isFatal } from '../probing/log-lines.js';

interface Transcript {
  readonly ends: readonly {
    readonly how: 'rejection' | 'exception';
    /** Whether the error happened at all. */
    readonly made: 'yes' | 'no';
    readonly code: number | 'signal' | 'running';
    /** What was logged after it. */
    readonly line: 'structured' | 'raw' | 'none';
  }[];
}

export const crashesLoudly = onBench<Transcript>({
  id: 'crashes-loudly',
  question:
    'Does an error that nobody caught leave one fatal line and end the process with a code that is not 0?',
  how:
    'Makes an uncaught rejection and an uncaught exception in the running process. Going on, ending ' +
    'with code 0, or leaving no fatal line in the log fails.',
  safety: 'disruptive',
  exercise: async (bench) => {
    const ends: Transcript['ends'][number][] = [];
    for (const how of ['rejection', 'exception'] as const) {
      const run = { profile: 'production', preload: crashPreload(how) } as const;
      await withBoot(bench, run, async ({ signal, ended, stdout, stderr }) => {
        const before = [stdout().length, stderr().length] as const;
        signal('SIGUSR2');
        const code = await ended(15_000);
        const lines = `${stdout().slice(before[0])}\n${stderr().slice(before[1])}`
          .split('\n')
          .filter((line) => line.trim() !== '');
        const own = lines.filter((line) => !line.includes(crashMark));
        const line = own.some(isFatal) ? 'structured' : own.length > 0 ? 'raw' : 'none';
        ends.push({ how, made: own.length < lines.length ? 'yes' : 'no', code, line });
      });
    }
    return { ends };
  },
  read: ({ ends }) => {
    const faults = ends
      .filter(({ made }) => made === 'yes')
      .flatMap(({ how, code, line }) => [
        ...(code === 'running'
          ? [fail('goes on in an unknown state', `uncaught ${how}`)]
          : code === 0
            ? [fail('ends with code 0, as if nothing had happened', `uncaught ${how}`)]
            : []),
        ...(line === 'structured'
          ? []
          : [
              fail(
                line === 'none'
                  ? 'leaves no line in the log'
                  : 'leaves a raw stack instead of one fatal line',
                `uncaught ${how}`,
              ),
            ]),
      ]);
    if (faults.length > 0) return faults;
    const unmade = ends.find(({ made }) => made === 'no');
    if (unmade !== undefined)
      return [
        inconclusive(
          unmade.code === 'running'
            ? 'the running process took no signal, so no error could be made in it'
            : 'it ended by itself before an error could be made in it',
        ),
      ];
    const seen = ends.map(({ how, code }) => {
      const end = code === 'signal' ? 'a signal' : `code ${code}`;
      return `an uncaught ${how} leaves a fatal line and ends the process with ${end}`;
    });
    return [pass(seen.join('; '))];
  },
});
