import { mutant, swap } from '../support/mutant.js';
import type { Mutant } from '../support/mutant.js';

export const subject = { target: 'kubernetes' };

const pod = 'deploy/kubernetes/base/deployment.yaml';
const production = 'deploy/kubernetes/overlays/production/kustomization.yaml';

/** The production overlay undoes what the base says. */
const overlay = (operation: string): ReturnType<typeof swap> =>
  swap(
    production,
    'patches:\n',
    `patches:\n  - target: { kind: Deployment }\n    patch: |\n      - ${operation}\n`,
  );

export const mutants: readonly Mutant[] = [
  mutant(
    'it may run as root',
    swap(pod, '            runAsNonRoot: true\n', '            runAsNonRoot: false\n'),
  ),
  mutant('it runs as user 0', swap(pod, 'runAsUser: 10001', 'runAsUser: 0')),
  mutant('it keeps its capabilities', swap(pod, 'drop: [ALL]', 'drop: [MKNOD]')),
  mutant(
    'it gets a capability back',
    swap(pod, 'drop: [ALL]', 'drop: [ALL]\n              add: [SYS_ADMIN]'),
  ),
  mutant('it may gain privileges', swap(pod, '            allowPrivilegeEscalation: false\n', '')),
  mutant('its root is writable', swap(pod, '            readOnlyRootFilesystem: true\n', '')),
  mutant('seccomp is off', swap(pod, 'type: RuntimeDefault', 'type: Unconfined')),
  mutant(
    'it shares the network of the node',
    swap(pod, '      hostUsers: false\n', '      hostUsers: false\n      hostNetwork: true\n'),
  ),
  mutant(
    'it mounts a folder of the node',
    swap(
      pod,
      '          emptyDir:\n            sizeLimit: 16Mi',
      '          hostPath:\n            path: /tmp',
    ),
  ),
  mutant(
    'it gets a token of the Kubernetes API',
    swap(pod, '      automountServiceAccountToken: false\n', '      automountServiceAccountToken: true\n'),
  ),
  mutant('its memory has no limit', swap(pod, '              memory: 512Mi\n', '')),
  mutant(
    'the overlay makes its root writable',
    overlay('{ op: remove, path: /spec/template/spec/containers/0/securityContext/readOnlyRootFilesystem }'),
  ),
  mutant(
    'the overlay adds a privileged container',
    swap(
      production,
      'patches:\n',
      'patches:\n  - patch: |\n      apiVersion: apps/v1\n      kind: Deployment\n      ' +
        'metadata: { name: service }\n      spec: { template: { spec: { containers: [{ name: ' +
        'shell, image: busybox, securityContext: { privileged: true } }] } } }\n',
    ),
  ),
  mutant(
    'the namespace lets every pod in',
    swap(
      'deploy/kubernetes/base/namespace.yaml',
      'pod-security.kubernetes.io/enforce: restricted',
      'pod-security.kubernetes.io/enforce: privileged',
    ),
  ),
];
