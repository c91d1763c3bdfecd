import { fail, inconclusive, pass, verdictOf } from '../probe.js';
import { onFiles } from '../probing/on-files.js';
import { stacksOf, type Stack } from '../subjects/kustomize.js';
import {
  fieldsOf,
  recordsIn,
  namespaceOf,
  manifestPlace,
  podOf,
  type Fields,
  type KubernetesManifest,
} from '../subjects/manifests.js';
import type { Finding } from '../../define/probe.js';

interface Transcript {
  readonly stacks: readonly Stack[];
}

type Direction = 'Ingress' | 'Egress';

/** Policies can only allow. So one must select all pods and allow nothing, and no other may allow everything. */
export const networkIsDeniedByDefault = onFiles<Transcript>({
  id: 'network-is-denied-by-default',
  reads: ['kubernetes'],
  question: 'Is every connection of the pods denied, in and out, unless a policy names it?',
  how:
    'Reads the network policies of the stacks with pods. A namespace with no policy that denies all, ' +
    'or a rule that lets everyone in or out, fails.',
  exercise: async (repo) => ({ stacks: stacksOf(repo) }),
  read: ({ stacks, unparsed = [] }) => {
    const withPods = stacks.filter(({ manifests }) => manifests.some((one) => podOf(one) !== undefined));
    if (withPods.length === 0) return [inconclusive('found no pod')];
    return verdictOf(
      // A missing policy may be in a file that could not be read.
      withPods.flatMap((stack) => [...(unparsed.length > 0 ? [] : openIn(stack)), ...gapsIn(stack)]),
      pass(
        `in ${withPods.map(({ path }) => path).join(', ')} nothing comes in or goes out unless a policy names it`,
      ),
    );
  },
});

const policiesOf = ({ manifests }: Stack): readonly KubernetesManifest[] =>
  manifests.filter(({ body }) => body.kind === 'NetworkPolicy');

const gapsIn = (stack: Stack): readonly Finding[] => policiesOf(stack).flatMap(gapsOf);

function openIn(stack: Stack): readonly Finding[] {
  const { path, manifests } = stack;
  const policies = policiesOf(stack);
  const namespaces = new Set(manifests.filter((one) => podOf(one) !== undefined).map(namespaceOf));
  return [...namespaces].flatMap((namespace) =>
    (['Ingress', 'Egress'] as const)
      .filter(
        (direction) => !policies.some((one) => namespaceOf(one) === namespace && closes(one, direction)),
      )
      .map((direction) =>
        fail(
          `no policy denies all ${direction.toLowerCase()} of the namespace ${namespace}`,
          policies[0] === undefined ? path : manifestPlace(policies[0]),
        ),
      ),
  );
}

/** Whether a policy selects every pod and allows nothing in this direction. */
function closes({ body }: KubernetesManifest, direction: Direction): boolean {
  const spec = fieldsOf(body.spec);
  return (
    isEmpty(spec.podSelector) &&
    typesOf(spec).includes(direction) &&
    recordsIn(spec[direction.toLowerCase()]).length === 0
  );
}

/**
 * The directions of a policy. Without policyTypes it covers incoming traffic, and outgoing traffic only if it
 * has egress rules.
 */
const typesOf = (spec: Fields): readonly string[] =>
  Array.isArray(spec.policyTypes)
    ? spec.policyTypes.map(String)
    : ['Ingress', ...(spec.egress === undefined ? [] : ['Egress'])];

/** Rules that allow too much. Incoming: the peer must be named. Outgoing: the peer or at least the port. */
function gapsOf(policy: KubernetesManifest): readonly Finding[] {
  const spec = fieldsOf(policy.body.spec);
  const where = manifestPlace(policy);
  return [
    ...recordsIn(spec.ingress).flatMap((rule) =>
      everyone(rule.from).map((who) => fail(`lets in ${who}`, where)),
    ),
    ...recordsIn(spec.egress)
      .filter(({ ports }) => recordsIn(ports).length === 0)
      .flatMap((rule) => everyone(rule.to).map((who) => fail(`lets out to ${who}, on every port`, where))),
  ];
}

/** Peers that restrict nothing; a rule without peers allows everyone. */
function everyone(peers: unknown): readonly string[] {
  if (recordsIn(peers).length === 0) return ['everyone'];
  return recordsIn(peers).flatMap((peer) => {
    const cidr = String(fieldsOf(peer.ipBlock).cidr ?? '');
    if (/^(?:0\.0\.0\.0|::)\/0$/.test(cidr)) return [`every address (${cidr})`];
    const isEveryPod =
      peer.namespaceSelector !== undefined && isEmpty(peer.namespaceSelector) && isEmpty(peer.podSelector);
    return isEveryPod ? ['every pod of the cluster'] : [];
  });
}

/** Whether a selector selects everything. */
const isEmpty = (selector: unknown): boolean =>
  Object.values(fieldsOf(selector)).every(
    (part) => Object.keys(fieldsOf(part)).length === 0 && recordsIn(part).length === 0,
  );
