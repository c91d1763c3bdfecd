import { fail, inconclusive, pass, verdictOf } from '../probe.js';
import { onFiles } from '../probing/on-files.js';
import { stacksOf, type Stack } from '../subjects/kustomize.js';
import {
  containersOf,
  fieldsOf,
  recordsIn,
  manifestsOf,
  manifestPlace,
  podOf,
  type KubernetesManifest,
} from '../subjects/manifests.js';
import { isSecretName } from '../../repo/secret-name.js';
import { pairsOf, serviceUnitsOf, valuesOf, type Unit } from '../subjects/unit.js';
import type { Finding } from '../../define/probe.js';

interface Transcript {
  readonly units: readonly Unit[];
  readonly stacks: readonly Stack[];
  readonly kustomizations: readonly KubernetesManifest[];
}

/**
 * Environment variables are visible with a unit or pod, and every child inherits them. NAME_FILE only names a
 * file.
 */
export const handsSecretsOverAsFiles = onFiles<Transcript>({
  id: 'hands-secrets-over-as-files',
  reads: ['units', 'kubernetes'],
  question:
    'Do units and manifests hold no secret, and hand secrets over as files instead of environment variables?',
  how:
    'Reads service units and Kubernetes manifests. A secret that is written there, or handed over as ' +
    'an environment variable, fails.',
  exercise: async (repo) => ({
    units: serviceUnitsOf(repo),
    stacks: stacksOf(repo),
    kustomizations: manifestsOf(repo).filter(({ body }) => body.kind === 'Kustomization'),
  }),
  read: ({ units, stacks, kustomizations }) => {
    const manifests = stacks.flatMap((stack) => stack.manifests);
    const pods = manifests.filter((one) => podOf(one) !== undefined);
    if (units.length + pods.length === 0) return [inconclusive('found no unit and no pod')];
    return verdictOf(
      [...units.flatMap(inUnit), ...manifests.flatMap(inManifest), ...kustomizations.flatMap(inGenerators)],
      pass(
        `${[counted(units.length, 'unit'), counted(pods.length, 'pod')].flat().join(' and ')} ` +
          'of these files: no secret by environment',
      ),
    );
  },
});

const counted = (count: number, what: string): readonly string[] =>
  count === 0 ? [] : [`${count} ${what}${count === 1 ? '' : 's'}`];

/** Whether a variable is a secret by its name, and has a value. */
const isHeld = (name: string, value: unknown): boolean =>
  isSecretName(name) && !/_FILE$/i.test(name) && value !== undefined && value !== null && value !== '';

const inUnit = (unit: Unit): readonly Finding[] => [
  ...valuesOf(unit, 'Environment').flatMap(({ value, line }) =>
    pairsOf(value)
      .filter((pair) => isHeld(pair.name, pair.value))
      .map(({ name }) => fail(`Environment= holds ${name}`, `${unit.path}:${line}`)),
  ),
  ...valuesOf(unit, 'PassEnvironment').flatMap(({ value, line }) =>
    pairsOf(value)
      .filter(({ name }) => isHeld(name, 'passed'))
      .map(({ name }) => fail(`PassEnvironment= hands ${name} over`, `${unit.path}:${line}`)),
  ),
  ...valuesOf(unit, 'SetCredential').map(({ value, line }) =>
    fail(`SetCredential= holds ${value.split(':')[0] ?? ''} in plain text`, `${unit.path}:${line}`),
  ),
];

function inManifest(manifest: KubernetesManifest): readonly Finding[] {
  const where = manifestPlace(manifest);
  const { kind, data, stringData, sops } = manifest.body;
  if (sops !== undefined) return []; // it is encrypted
  const held = Object.entries({ ...fieldsOf(data), ...fieldsOf(stringData) });
  if (kind === 'Secret')
    return held
      .filter(([, value]) => value !== '')
      .map(([name]) => fail(`holds the value of ${name}`, where));
  if (kind === 'ConfigMap')
    return held.filter(([name, value]) => isHeld(name, value)).map(([name]) => fail(`holds ${name}`, where));
  return containersOf(podOf(manifest)?.spec ?? {}).flatMap(({ name: container, env, envFrom }) => [
    ...recordsIn(env).flatMap(({ name, value, valueFrom }) => [
      ...(isHeld(String(name), value)
        ? [fail(`container ${String(container)} holds ${String(name)}`, where)]
        : []),
      ...(fieldsOf(valueFrom).secretKeyRef === undefined
        ? []
        : [fail(`container ${String(container)} gets the secret ${String(name)} by environment`, where)]),
    ]),
    ...recordsIn(envFrom)
      .filter(({ secretRef }) => secretRef !== undefined)
      .map(() => fail(`container ${String(container)} gets a whole Secret by environment`, where)),
  ]);
}

/** Generator literals are values in the repository. */
const inGenerators = ({ path, body }: KubernetesManifest): readonly Finding[] =>
  (['secretGenerator', 'configMapGenerator'] as const).flatMap((generator) =>
    recordsIn(body[generator])
      .flatMap(({ literals }) => (Array.isArray(literals) ? literals.map(String) : []))
      .flatMap((literal) => {
        const [name = '', ...value] = literal.split('=');
        const held = generator === 'secretGenerator' ? value.join('') !== '' : isHeld(name, value.join('='));
        return held ? [fail(`${generator} holds ${name}`, path)] : [];
      }),
  );
