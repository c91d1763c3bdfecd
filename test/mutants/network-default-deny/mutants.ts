import { mutant, swap } from '../support/mutant.js';
import type { Mutant } from '../support/mutant.js';

export const subject = { target: 'kubernetes' };

const policies = 'deploy/kubernetes/base/networkpolicy.yaml';
const egress = 'deploy/kubernetes/overlays/production/egress.yaml';

export const mutants: readonly Mutant[] = [
  mutant(
    'what goes out is not denied',
    swap(policies, '  policyTypes: [Ingress, Egress]\n', '  policyTypes: [Ingress]\n'),
  ),
  mutant(
    'what comes in is not denied',
    swap(policies, '  policyTypes: [Ingress, Egress]\n', '  policyTypes: [Egress]\n'),
  ),
  mutant(
    'the denial selects some pods only',
    swap(policies, '  podSelector: {}\n', '  podSelector: { matchLabels: { tier: data } }\n'),
  ),
  mutant(
    'every namespace may come in',
    swap(
      policies,
      '        - namespaceSelector:\n            matchLabels:\n              kubernetes.io/metadata.name: gateway\n',
      '        - namespaceSelector: {}\n',
    ),
  ),
  mutant(
    'everyone may come in',
    swap(
      policies,
      '    - from:\n        - namespaceSelector:\n            matchLabels:\n     ' +
        '         kubernetes.io/metadata.name: gateway\n      ports:',
      '    - ports:',
    ),
  ),
  mutant('production may call everyone', swap(egress, '  egress: []', '  egress: [{}]')),
  mutant(
    'production may call every address',
    swap(egress, '  egress: []', '  egress: [{ to: [{ ipBlock: { cidr: 0.0.0.0/0 } }] }]'),
  ),
  mutant(
    'the policies are not applied',
    swap('deploy/kubernetes/base/kustomization.yaml', '  - networkpolicy.yaml\n', ''),
  ),
];
