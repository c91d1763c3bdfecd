import { recordOf } from '../../own.js';
import { stagesOf } from './dockerfile.js';
import { packageJson } from '../../repo/package-json.js';
import { yamlOf } from '../../repo/yaml-at.js';
import { composeFilesOf, dockerfilesOf } from '../../repo/container-files.js';
import { documentsIn } from './manifests.js';
import type { Repo } from '../../repo/repo.js';

/** One command that starts the service: the words after `node`, and where it is written. */
export interface StartCommand {
  readonly flags: readonly string[];
  readonly where: string;
}

/** Every place that starts node with a file of the service. Commands of package managers lead to package.json. */
export const startsOf = (repo: Repo): readonly StartCommand[] => [
  ...scriptStarts(repo),
  ...imageStarts(repo),
  ...unitStarts(repo),
  ...containerStarts(repo),
];

function scriptStarts(repo: Repo): readonly StartCommand[] {
  const { scripts = {} } = packageJson(repo);
  const written = ['start', 'start:prod', 'serve'].flatMap((name) =>
    started(split(scripts[name]), `package.json scripts.${name}`),
  );
  const processes = (repo.read('Procfile') ?? '')
    .split('\n')
    .flatMap((line, index) => started(split(line.replace(/^\w+:/, '')), `Procfile:${index + 1}`));
  return [...written, ...processes];
}

function imageStarts(repo: Repo): readonly StartCommand[] {
  return dockerfilesOf(repo).flatMap((path) => {
    const last = stagesOf(repo.read(path) ?? '').at(-1)?.instructions ?? [];
    const find = (name: string) => last.findLast((each) => each.name === name);
    const [entry, command] = [find('ENTRYPOINT'), find('CMD')];
    const words = [entry, command].flatMap((one) => one?.words ?? split(one?.text));
    const options = last.filter(({ name }) => name === 'ENV').flatMap(({ text }) => nodeOptions(text));
    return started(words, `${path}:${(command ?? entry)?.line ?? 1}`, options);
  });
}

function unitStarts(repo: Repo): readonly StartCommand[] {
  return repo.files
    .filter((path) => path.endsWith('.service'))
    .flatMap((path) => {
      const lines = (repo.read(path) ?? '').replace(/\\\n/g, ' ').split('\n');
      const options = lines.filter((line) => line.startsWith('Environment=')).flatMap(nodeOptions);
      return lines
        .filter((line) => line.startsWith('ExecStart='))
        .flatMap((line) => started(split(line.slice('ExecStart='.length)), path, options));
    });
}

/** Compose services and pods that replace the command of their image. */
function containerStarts(repo: Repo): readonly StartCommand[] {
  const composed = composeFilesOf(repo).flatMap((path) => {
    const { services } = recordOf(yamlOf(repo, path));
    return Object.entries(recordOf(services)).flatMap(([name, one]) =>
      containerStart(recordOf(one), `${path} services.${name}`),
    );
  });
  const manifests = repo.files
    .filter(
      (path) =>
        /\.ya?ml$/.test(path) && /^kind: *(?:Deployment|StatefulSet|Pod|Job)\b/m.test(repo.read(path) ?? ''),
    )
    .flatMap((path) =>
      documentsIn(repo.read(path) ?? '').flatMap((document) =>
        containersIn(document).flatMap((one) => containerStart(one, path)),
      ),
    );
  return [...composed, ...manifests];
}

interface Container {
  readonly entrypoint?: unknown;
  readonly command?: unknown;
  readonly args?: unknown;
}

function containersIn(value: unknown): readonly Container[] {
  if (typeof value !== 'object' || value === null) return [];
  const own = (value as { containers?: unknown }).containers;
  return [
    ...(Array.isArray(own) ? (own as Container[]) : []),
    ...Object.values(value).flatMap((each) => containersIn(each)),
  ];
}

const containerStart = (one: Container | null, where: string): readonly StartCommand[] =>
  started([one?.entrypoint, one?.command, one?.args].flatMap(wordsOf), where);

const wordsOf = (value: unknown): readonly string[] =>
  Array.isArray(value) ? value.map(String) : typeof value === 'string' ? split(value) : [];

/** The flags between `node` and its file. Other programs do not start the service. */
function started(
  words: readonly string[],
  where: string,
  options: readonly string[] = [],
): readonly StartCommand[] {
  const node = words.findIndex((word) => /(?:^|\/)node$/.test(word));
  if (node < 0) return [];
  const rest = words.slice(node + 1);
  const file = rest.findIndex((word) => !word.startsWith('-'));
  if (file < 0) return [];
  return [{ flags: [...options, ...rest.slice(0, file)], where }];
}

const split = (text = ''): readonly string[] => text.trim().split(/\s+/);

const nodeOptions = (text: string): readonly string[] =>
  split(/NODE_OPTIONS[= ]["']?([^"'\n]*)/.exec(text)?.[1]);
