import { recordOf } from '../../own.js';
import { composeFilesOf } from '../../repo/container-files.js';
import type { Repo } from '../../repo/repo.js';
import { yamlOf } from '../../repo/yaml-at.js';
import { containersOf, recordsIn, manifestsOf, podOf } from './manifests.js';
import { serviceUnitsOf, valuesOf } from './unit.js';

/**
 * Variables that the deployment provides as files, with the file that says so: NAME_FILE, or a systemd
 * credential.
 */
export function handedAsFiles(repo: Repo): ReadonlyMap<string, string> {
  const found = [...inCompose(repo), ...inUnits(repo), ...inPods(repo)];
  return new Map(found.map(({ name, path }) => [name, path]));
}

interface Handed {
  readonly name: string;
  readonly path: string;
}

const inCompose = (repo: Repo): readonly Handed[] =>
  composeFilesOf(repo).flatMap((path) =>
    Object.values(recordOf(recordOf(yamlOf(repo, path))['services'])).flatMap((service) =>
      namesIn(recordOf(service)['environment']).flatMap((name) => withoutFile(name, path)),
    ),
  );

/** `environment` is a table, or a list of NAME=value. */
const namesIn = (environment: unknown): readonly string[] =>
  Array.isArray(environment)
    ? environment.map((entry) => String(entry).split('=')[0] ?? '')
    : Object.keys(recordOf(environment));

const inUnits = (repo: Repo): readonly Handed[] =>
  serviceUnitsOf(repo).flatMap((unit) =>
    ['LoadCredential', 'LoadCredentialEncrypted'].flatMap((key) =>
      valuesOf(unit, key).map(({ value }) => ({
        name: (value.split(':')[0] ?? '').toUpperCase(),
        path: unit.path,
      })),
    ),
  );

const inPods = (repo: Repo): readonly Handed[] =>
  manifestsOf(repo).flatMap((manifest) =>
    containersOf(podOf(manifest)?.spec ?? {}).flatMap(({ env }) =>
      recordsIn(env).flatMap(({ name }) => withoutFile(String(name), manifest.path)),
    ),
  );

const withoutFile = (name: string, path: string): readonly Handed[] =>
  name.endsWith('_FILE') ? [{ name: name.slice(0, -'_FILE'.length), path }] : [];
