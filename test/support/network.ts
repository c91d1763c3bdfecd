import {
  fieldsOf,
  recordsIn,
  namespaceOf,
  type Fields,
  type KubernetesManifest,
} from '../../src/verify/subjects/manifests.js';

export type Policies = readonly KubernetesManifest[];

/** A pod, by namespace and labels, or an address outside the cluster. */
type Peer =
  | {
      readonly namespace: string;
      readonly labels: Readonly<Record<string, string>>;
      readonly ports?: Readonly<Record<string, number>>;
    }
  | { readonly ip: string };

interface Way {
  readonly from: Peer;
  readonly to: Peer;
  readonly protocol: 'TCP' | 'UDP';
  readonly port: number;
}

/**
 * Whether network policies allow a connection; both ends must
 * (https://kubernetes.io/docs/concepts/services-networking/network-policies/). A pod that no policy selects
 * is open in that direction. Of a namespace's labels only its name is known.
 */
export function reaches(policies: Policies, way: Way): 'open' | 'closed' {
  const out = allowed(policies, 'Egress', way.from, way.to, way);
  const into = allowed(policies, 'Ingress', way.to, way.from, way);
  return out && into ? 'open' : 'closed';
}

function allowed(
  policies: Policies,
  direction: 'Ingress' | 'Egress',
  pod: Peer,
  peer: Peer,
  { protocol, port, to }: Way,
): boolean {
  if ('ip' in pod) return true;
  const selecting = policies.filter(
    (policy) =>
      namespaceOf(policy) === pod.namespace &&
      matches(fieldsOf(policy.body.spec).podSelector, pod.labels) &&
      (fieldsOf(policy.body.spec).policyTypes as readonly string[]).includes(direction),
  );
  if (selecting.length === 0) return true;
  const [field, peers] = direction === 'Ingress' ? ['ingress', 'from'] : ['egress', 'to'];
  const named = 'ip' in to ? {} : (to.ports ?? {});
  return selecting.some((policy) =>
    recordsIn(fieldsOf(policy.body.spec)[field ?? '']).some(
      (rule) =>
        (rule[peers ?? ''] === undefined ||
          recordsIn(rule[peers ?? '']).some((one) => isPeer(one, peer, namespaceOf(policy)))) &&
        (rule.ports === undefined ||
          recordsIn(rule.ports).some(
            (one) =>
              (one.protocol ?? 'TCP') === protocol &&
              (typeof one.port === 'string' ? named[one.port] : one.port) === port,
          )),
    ),
  );
}

function isPeer({ namespaceSelector, podSelector, ipBlock }: Fields, peer: Peer, own: string): boolean {
  if ('ip' in peer) return fieldsOf(ipBlock).cidr === `${peer.ip}/32`;
  if (ipBlock !== undefined) return false;
  const home =
    namespaceSelector === undefined
      ? peer.namespace === own
      : matches(namespaceSelector, { 'kubernetes.io/metadata.name': peer.namespace });
  return home && (podSelector === undefined || matches(podSelector, peer.labels));
}

const matches = (selector: unknown, labels: Readonly<Record<string, string>>): boolean =>
  Object.entries(fieldsOf(fieldsOf(selector).matchLabels)).every(([name, value]) => labels[name] === value);
