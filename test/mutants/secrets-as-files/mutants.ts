import { create, mutant, swap } from '../support/mutant.js';
import type { Mutant } from '../support/mutant.js';

export const subject = { target: 'kubernetes' };

const pod = 'deploy/kubernetes/base/deployment.yaml';
const asFile =
  '            - name: OPERATIONS_TOKEN_FILE\n              value: /run/secrets/service/operations_token\n';

export const mutants: readonly Mutant[] = [
  mutant(
    'a secret comes by environment',
    swap(
      pod,
      asFile,
      '            - name: OPERATIONS_TOKEN\n              valueFrom: { ' +
        'secretKeyRef: { name: service, key: operations_token } }\n',
    ),
  ),
  mutant(
    'all secrets come by environment',
    swap(pod, '          envFrom:\n', '          envFrom:\n            - secretRef: { name: service }\n'),
  ),
  mutant(
    'a secret stands in the deployment',
    swap(
      pod,
      asFile,
      '            - name: OPERATIONS_TOKEN\n              value: q7Zp2LxV9sTb4KdWm3Nf8RcYh6Jg\n',
    ),
  ),
  mutant(
    'a secret stands in the settings of an overlay',
    swap(
      'deploy/kubernetes/overlays/production/kustomization.yaml',
      '    literals:\n',
      '    literals:\n      - OPERATIONS_TOKEN=q7Zp2LxV9sTb4KdWm3Nf8RcYh6Jg\n',
    ),
  ),
  mutant(
    'a Secret is kept in the repository',
    create(
      'deploy/kubernetes/base/secret.yaml',
      'apiVersion: v1\nkind: Secret\nmetadata: { name: service ' +
        '}\nstringData: { operations_token: q7Zp2LxV9sTb4KdWm3Nf8RcYh6Jg }\n',
    ),
  ),
  mutant(
    'a unit beside it holds a secret',
    create(
      'deploy/api.service',
      '[Service]\nExecStart=/usr/bin/node ' +
        'dist/server.js\nEnvironment=OPERATIONS_TOKEN=q7Zp2LxV9sTb4KdWm3Nf8RcYh6Jg\n',
    ),
  ),
];
