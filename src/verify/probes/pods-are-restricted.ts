import { fail, inconclusive, pass, verdictOf } from '../probe.js';
import { stacksOf, type Stack } from '../subjects/kustomize.js';
import {
  containersOf,
  fieldsOf,
  manifestName,
  manifestPlace,
  namespaceOf,
  podOf,
  type Fields,
  type KubernetesManifest,
} from '../subjects/manifests.js';
import { breachesOf } from '../subjects/pod-security.js';
import { onFiles } from '../probing/on-files.js';

interface Transcript {
  readonly stacks: readonly Stack[];
}

export const podsAreRestricted = onFiles<Transcript>({
  id: 'pods-are-restricted',
  reads: ['kubernetes'],
  question:
    'Is every pod restricted by the Pod Security Standard, read-only, limited, ' +
    'and without a token of the Kubernetes API?',
  how:
    'Reads the pods as the manifests make them. A breach of the restricted standard, a writable root, ' +
    'no memory limit, or a token of the Kubernetes API fails.',
  exercise: async (repo) => ({ stacks: stacksOf(repo) }),
  read: ({ stacks, unparsed = [] }) => {
    const pods = stacks.flatMap((stack) =>
      stack.manifests.flatMap((manifest) => {
        const pod = podOf(manifest);
        return pod === undefined ? [] : [{ stack, manifest, spec: pod.spec }];
      }),
    );
    if (pods.length === 0) return [inconclusive('found no pod')];
    return verdictOf(
      pods.flatMap(({ stack, manifest, spec }) =>
        faultsOf(spec, tokenOf(stack, manifest, spec, unparsed)).map((because) =>
          fail(
            because,
            `${manifestPlace(manifest)}${stack.path === manifest.path ? '' : ` by ${stack.path}`}`,
          ),
        ),
      ),
      pass(`${pods.length} pods are restricted, as ${stacks.map(({ path }) => path).join(', ')} make them`),
    );
  },
});

const faultsOf = (spec: Fields, token: ReturnType<typeof tokenOf>): readonly string[] => [
  ...breachesOf(spec).map(({ because }) => because),
  ...(token === 'mounted' ? ['its pod gets a token of the Kubernetes API'] : []),
  ...containersOf(spec).flatMap((container) => [
    ...(fieldsOf(container.securityContext).readOnlyRootFilesystem === true
      ? []
      : [`container ${String(container.name)} lacks readOnlyRootFilesystem: true`]),
    ...(fieldsOf(fieldsOf(container.resources).limits).memory === undefined
      ? [`container ${String(container.name)} has no limit of memory`]
      : []),
  ]),
];

/**
 * Whether the pod gets an API token. If the pod does not say, its ServiceAccount does, which may be in an
 * unreadable file.
 */
function tokenOf(
  { manifests }: Stack,
  manifest: KubernetesManifest,
  spec: Fields,
  unparsed: readonly unknown[],
): 'mounted' | 'absent' | 'unknown' {
  const account = manifests.find(
    (one) =>
      one.body.kind === 'ServiceAccount' &&
      manifestName(one) === (spec.serviceAccountName ?? 'default') &&
      namespaceOf(one) === namespaceOf(manifest),
  );
  const mounts = spec.automountServiceAccountToken ?? account?.body.automountServiceAccountToken;
  if (mounts === undefined && unparsed.length > 0) return 'unknown';
  return mounts === false ? 'absent' : 'mounted';
}
