import { recordOf } from '../../own.js';
import { instructionsOf } from './dockerfile.js';
import { composeFilesOf, dockerfilesOf } from '../../repo/container-files.js';
import { brokenPatches } from './kustomize.js';
import type { UnusableFile } from './package-at.js';
import { brokenManifests } from './manifests.js';
import { readPackageJson } from '../../repo/package-json.js';
import type { Repo } from '../../repo/repo.js';
import { unreadAt } from '../../repo/sources.js';
import { headingFault, unitFilesOf } from './unit.js';
import { yamlIn } from '../../repo/yaml.js';

/** Kinds of files that several probes read. */
export type FileKind = keyof typeof kinds;

const kinds = {
  package: (repo: Repo) => broken(repo, ['package.json'], isNoPackage),
  compose: (repo: Repo) => broken(repo, composeFilesOf(repo), composeFault),
  dockerfiles: (repo: Repo) => broken(repo, dockerfilesOf(repo), dockerfileFault),
  units: (repo: Repo) => broken(repo, unitFilesOf(repo), headingFault),
  kubernetes: (repo: Repo) => [...brokenManifests(repo), ...brokenPatches(repo)],
};

const known = new WeakMap<Repo, Partial<Record<FileKind, readonly UnusableFile[]>>>();

/** Existing files of these kinds that cannot be parsed: their content is unknown. */
export function unparsedIn(repo: Repo, wanted: readonly FileKind[]): readonly UnusableFile[] {
  const found = known.get(repo) ?? {};
  known.set(repo, found);
  return wanted.flatMap((kind) => (found[kind] ??= kinds[kind](repo)));
}

function broken(
  repo: Repo,
  paths: readonly string[],
  faultOf: (text: string) => string | undefined,
): readonly UnusableFile[] {
  return paths.flatMap((path) => {
    const text = repo.read(path);
    const why = text === undefined ? unreadAt(repo, path)?.because : faultOf(text);
    return why === undefined ? [] : [{ path, why }];
  });
}

const isNoPackage = (text: string): string | undefined =>
  readPackageJson(text) === undefined ? 'is no JSON object' : undefined;

function composeFault(text: string): string | undefined {
  try {
    const { services } = recordOf(yamlIn(text, { merge: 'merged' }));
    return typeof services === 'object' && services !== null && !Array.isArray(services)
      ? undefined
      : 'names no services that could be read';
  } catch {
    return 'is not YAML that parses';
  }
}

const instructions =
  /^(?:ADD|ARG|CMD|COPY|ENTRYPOINT|ENV|EXPOSE|FROM|HEALTHCHECK|LABEL|MAINTAINER|ONBUILD|RUN|SHELL|STOPSIGNAL|USER|VOLUME|WORKDIR)$/;

/** Why Docker cannot build from a file. docs.docker.com/reference/dockerfile */
function dockerfileFault(text: string): string | undefined {
  const all = instructionsOf(text);
  const strange = all.find(({ name }) => !instructions.test(name));
  if (strange !== undefined) return `does not parse: line ${strange.line} is no instruction`;
  const first = all.find(({ name }) => name !== 'ARG');
  return first?.name === 'FROM' ? undefined : 'does not parse: it does not begin with FROM';
}
