import { endOfLife, isNewerThanTable } from '../../node-lines.js';
import { fail, inconclusive, pass, verdictOf } from '../probe.js';
import { onFiles } from '../probing/on-files.js';
import { stagesOf } from '../subjects/dockerfile.js';
import { dockerfilesOf } from '../../repo/container-files.js';
import { inFolder, packageAt, type UnusableFile } from '../subjects/package-at.js';
import { textsOf } from '../../own.js';
import { placeOf } from '../subjects/place.js';
import { unread } from '../unread.js';

interface Transcript {
  readonly at: string;
  /** Whether package.json has engines. Without it every package manager installs on any Node. */
  readonly engines: 'named' | 'missing';
  readonly named: readonly {
    readonly line: number;
    readonly where: string;
    readonly floor: 'floor' | 'exact';
  }[];
  readonly trouble: readonly UnusableFile[];
}

export const namesASupportedNode = onFiles<Transcript>({
  id: 'names-a-supported-node',
  reads: ['dockerfiles'],
  question: 'Is the Node line that the repository names still given security releases?',
  how:
    'Reads engines.node, .nvmrc, .node-version and the images of Dockerfiles. A Node line past its ' +
    'end of life, or no lower bound in engines, fails.',
  exercise: async (repo) => {
    const place = placeOf(repo);
    const { manifest, trouble } = packageAt(place, place.prefix);
    const engines = textsOf(manifest.engines);
    const read = (path: string) => ({ where: path, text: place.read(inFolder(place.prefix, path)) });
    const files = ['.nvmrc', '.node-version'].map(read);
    const dockerfiles = dockerfilesOf(repo).map(read);
    const images = dockerfiles.flatMap(({ where, text }) =>
      stagesOf(text.state === 'read' ? text.text : '').map(({ image, line }) => ({
        text: /(?:^|\/)node:(\d+)/.exec(image)?.[1] ?? /nodejs(\d+)-/.exec(image)?.[1],
        where: `${where}:${line}`,
      })),
    );
    const named = files.map(({ where, text }) => ({
      where,
      text: text.state === 'read' ? text.text : undefined,
    }));
    return {
      at: new Date().toISOString(),
      engines: engines['node'] === undefined ? 'missing' : 'named',
      named: [
        ...lineIn(engines['node'], 'package.json engines.node', 'floor'),
        ...[...named, ...images].flatMap(({ text, where }) => lineIn(text, where, 'exact')),
      ],
      trouble: [
        ...trouble,
        ...[...files, ...dockerfiles].flatMap(({ where, text }) =>
          text.state === 'unreadable' ? [{ path: where, why: text.why }] : [],
        ),
      ],
    };
  },
  read: ({ at, engines, named, trouble }) => {
    if (engines === 'missing' && trouble.length > 0) return trouble.map(unread);
    if (engines === 'missing')
      return [fail('package.json has no engines.node, so it installs and runs on any Node', 'package.json')];
    if (!named.some(({ floor }) => floor === 'floor'))
      return [fail('engines.node in package.json lets in any Node', 'package.json'), ...trouble.map(unread)];
    const old = named.flatMap(({ line, where }) => {
      const end = endOfLife(line, new Date(at));
      return end === undefined ? [] : [{ line, where, end }];
    });
    const unknown = named.filter(({ line }) => isNewerThanTable(line));
    if (unknown.length > 0 && old.length === 0)
      return [
        inconclusive(`Node ${unknown[0]?.line} is newer than the table of this version`, unknown[0]?.where),
      ];
    return verdictOf(
      [
        ...old.map(({ line, where, end }) =>
          fail(
            `Node ${line} reached its end of life${end === 'long ago' ? ' long ago' : ` on ${end}`}`,
            where,
          ),
        ),
        ...trouble.map(unread),
      ],
      pass(supported([...new Set(named.map(({ line }) => line))])),
    );
  },
});

/** The lowest Node version that a text allows: '>=22.12' is 22, 'v24.1.0' is 24, 'lts/*' is none. */
function lineIn(text: string | undefined, where: string, floor: 'floor' | 'exact'): Transcript['named'] {
  const numbers = [...(text ?? '').matchAll(/(?:^|[\s^~>=v|])v?(\d{1,2})(?:\.|\s|$|[^\d])/g)].map((match) =>
    Number(match[1]),
  );
  const lines = numbers.filter((number) => number >= 4);
  return lines.length === 0 ? [] : [{ line: Math.min(...lines), where, floor }];
}

const supported = (lines: readonly (string | number)[]): string =>
  `Node ${lines.join(', ')} ${lines.length === 1 ? 'is' : 'are'} supported`;
