import { defineControl } from '../define/control.js';
import { ages, declared, withDeployment, withPods, withUnits } from './levels.js';

/** What the service may do where it runs, by units and manifests. Shown with the supply-chain section. */
export const deployment = [
  defineControl({
    id: 'pods-restricted',
    section: 'supply-chain',
    severity: 'high',
    claim:
      'Each pod of these files keeps the Pod Security Standard "restricted", with a read-only root, ' +
      'limits and no token of the Kubernetes API; a namespace that they make refuses others.',
    why: 'What the pod may do is what an attacker in it may do, to the node and to the cluster.',
    remedy: 'rampart new --target kubernetes shows the files to copy: deployment.yaml, namespace.yaml',
    applies: withPods,
    requires: declared,
    maxAgeDays: ages.read,
    maps: { top10: ['A02'], cwe: ['CWE-250', 'CWE-269'], ssdf: ['PO.5.2'] },
    probes: ['pods-are-restricted', 'namespaces-refuse-other-pods'],
  }),
  defineControl({
    id: 'network-default-deny',
    section: 'supply-chain',
    severity: 'high',
    claim:
      'By the network policies of these files, pods reach and are reached by nobody that none of them names ' +
      'by peer or port.',
    why: 'In an open cluster each pod that is taken over reaches every other, and sends what it found anywhere.',
    remedy: 'rampart new --target kubernetes shows the file to copy: networkpolicy.yaml',
    applies: withPods,
    requires: declared,
    maxAgeDays: ages.read,
    maps: { top10: ['A01', 'A02'], cwe: ['CWE-923'], ssdf: ['PO.5.1'] },
    probes: ['network-is-denied-by-default'],
  }),
  defineControl({
    id: 'service-sandboxed',
    section: 'supply-chain',
    severity: 'high',
    claim:
      'Each service unit of these files asks for no root, no capabilities but for low ports, ' +
      'a read-only system and a list of system calls.',
    why: 'A plain unit gives whoever takes over the service the whole machine.',
    remedy:
      'rampart new --target systemd shows the file to copy: app.service; systemd-analyze security says what is open',
    applies: withUnits,
    requires: declared,
    maxAgeDays: ages.read,
    maps: { top10: ['A02'], cwe: ['CWE-250', 'CWE-269'], ssdf: ['PO.5.2'] },
    probes: ['units-are-sandboxed'],
  }),
  defineControl({
    id: 'secrets-as-files',
    section: 'secrets',
    severity: 'high',
    claim:
      'No secret was found in the units and manifests of these files, ' +
      'and none is handed over there as an environment variable.',
    why:
      'An environment is shown with the unit or the pod, ' +
      'ends in crash reports and is inherited by every child process.',
    remedy:
      'LoadCredentialEncrypted= in a unit; in a pod the Secret as a volume and NAME_FILE; ' +
      'rampart new --target systemd, or kubernetes, shows the files',
    applies: withDeployment,
    requires: declared,
    maxAgeDays: ages.read,
    maps: { top10: ['A02'], cwe: ['CWE-526', 'CWE-798'], ssdf: ['PO.5.2'] },
    probes: ['hands-secrets-over-as-files'],
  }),
];
