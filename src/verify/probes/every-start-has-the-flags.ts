import { compilingPackages } from '../../repo/frameworks/compiling-packages.js';
import { declaredPackages } from '../../repo/package-json.js';
import { fail, inconclusive, pass, verdictOf } from '../probe.js';
import { startsOf, type StartCommand } from '../subjects/start-commands.js';
import { onFiles } from '../probing/on-files.js';

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
  how:
    'Reads every command that starts node: scripts, images, units, manifests. One without ' +
    '--disable-proto, or without the flag against code from text where no package needs such code, fails.',
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
