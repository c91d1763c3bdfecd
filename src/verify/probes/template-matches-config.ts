import { fail, inconclusive, pass, verdictOf } from '../probe.js';
import { composeFilesOf, dockerfilesOf } from '../../repo/container-files.js';
import { parsed, schemaNames, templatesOf } from '../../repo/named-settings.js';
import { isSecretName } from '../../repo/secret-name.js';
import type { Repo } from '../../repo/repo.js';
import { unreadAt, type UnreadSource } from '../../repo/sources.js';
import type { Source } from '../../repo/source.js';
import { environmentReads } from '../../repo/environment-reads.js';
import { onSources } from '../probing/on-sources.js';

interface Transcript {
  readonly templates: readonly {
    readonly path: string;
    readonly keys: readonly string[];
    readonly realLooking: readonly string[];
    readonly unexplained: readonly string[];
  }[];
  /** The number of templates that could not be read. */
  readonly hidden: number;
  /** The file that mentions .env.production, which then needs a template; '' if none does. */
  readonly spoken: string;
  /** The variables in the schema of the environment; without one, all variables that are read. */
  readonly read: readonly string[];
  /** Variables that code reads without the schema: a template may name them. */
  readonly readBeside?: readonly string[];
}

/** Files that people read before a deployment. Ignore files are left out: they name files that may never exist. */
const placesOf = (repo: Repo): readonly string[] => [
  'rampart.json',
  'README.md',
  'package.json',
  ...composeFilesOf(repo),
  ...dockerfilesOf(repo),
];

const templatesUnread = (repo: Repo): readonly UnreadSource[] =>
  templatesOf(repo).flatMap((path) => unreadAt(repo, path) ?? []);

/** Variables that a shell or a host sets, not a template. */
const ambient = /^(?:NODE_ENV|CI|HOME|PATH|TZ|npm_.*|NODE_OPTIONS|VITEST|JEST_WORKER_ID|DEBUG|NO_COLOR)$/;

export const templateMatchesConfig = onSources<Transcript>({
  id: 'template-matches-config',
  question: 'Do the environment templates name exactly what the service reads, without a real value?',
  how:
    'Compares the environment templates with what the source reads. A missing or unread variable, a ' +
    'value that looks real, or an unexplained secret fails.',
  look: (sources, repo) => ({
    templates: templatesOf(repo)
      .filter((path) => repo.read(path) !== undefined)
      .map((path) => templateAt(repo, path)),
    hidden: templatesUnread(repo).length,
    spoken: placesOf(repo).find((path) => /\.env\.production\b/.test(repo.read(path) ?? '')) ?? '',
    ...keysRead(sources),
  }),
  unreadBeside: templatesUnread,
  read: ({ templates, hidden, spoken, read, readBeside, unread }) => {
    const production = templates.filter(({ path }) => /production/.test(path));
    if (templates.length === 0 && hidden === 0) return [fail('no environment template exists')];
    if (read.length === 0) return [inconclusive('found no variable that the source reads')];
    const faults = [
      ...(production.length === 0 && hidden === 0 && spoken !== ''
        ? [fail('no .env.production.template exists', spoken)]
        : []),
      ...templates.flatMap(({ path, keys, realLooking, unexplained }) => [
        ...missing(read, keys).map((key) => fail(`${path} lacks ${key}`, path)),
        ...(unread.length > 0 ? [] : missing(keys, [...read, ...(readBeside ?? [])])).map((key) =>
          fail(`${path} names ${key}, which nothing reads`, path),
        ),
        ...realLooking.map((key) => fail(`${path} holds what looks like a real value for ${key}`, path)),
        ...unexplained.map((key) => fail(`${path} does not say how ${key} is made`, path)),
      ]),
    ];
    return verdictOf(
      faults.slice(0, 10),
      pass(
        `${templates.map(({ path }) => path).join(' and ')} name the ${missing(read, []).length} ` +
          `variables of its ${readBeside === undefined ? 'source' : 'schema'}, what ` +
          'hosts set and *_FILE aside, and no value of a secret',
      ),
    );
  },
});

const missing = (wanted: readonly string[], given: readonly string[]): readonly string[] =>
  wanted.filter((key) => !given.includes(key) && !ambient.test(key) && !key.endsWith('_FILE'));

/** A commented-out key counts: a template may show an optional variable that way. */
function templateAt(repo: Repo, path: string): Transcript['templates'][number] {
  const text = repo.read(path) ?? '';
  const values = parsed(text);
  const shown = [...text.matchAll(/^[ \t]*#[ \t]*([A-Z][A-Z0-9_]*)=/gm)].map((match) => match[1] ?? '');
  const keys = [...new Set([...Object.keys(values), ...shown])];
  const secrets = Object.keys(values).filter(isSecretName);
  return {
    path,
    keys,
    realLooking: secrets.filter(
      (key) =>
        /^[^\s<>]{16,}$/.test(values[key] ?? '') &&
        !/change|replace|your|example|generate/i.test(values[key] ?? ''),
    ),
    unexplained: /production/.test(path)
      ? keys.filter(isSecretName).filter((key) => !commentAbove(text, key))
      : [],
  };
}

function commentAbove(text: string, key: string): boolean {
  const lines = text.split(/\r?\n/);
  const at = lines.findIndex((line) => new RegExp(`^[# \\t]*${key}=`).test(line));
  return at > 0 && /^\s*#/.test(lines[at - 1] ?? '');
}

/** The keys of the schema that reads the environment; without one, all variables that are read. */
function keysRead(sources: readonly Source[]): Pick<Transcript, 'read' | 'readBeside'> {
  const readers = sources.filter((source) => /process\.env/.test(source.text));
  const schema = [...new Set(readers.flatMap(schemaNames))];
  const names = readers.flatMap(({ program }) => environmentReads(program).map(({ name }) => name));
  const direct = [...new Set(names)].filter(
    (name) => /^\w+$/.test(name) && name !== 'computed' && !ambient.test(name),
  );
  return schema.length >= 2 ? { read: schema, readBeside: missing(direct, schema) } : { read: direct };
}
