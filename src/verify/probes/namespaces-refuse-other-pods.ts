import type { Finding } from '../../define/probe.js';
import { fail, inconclusive, notApplicable, pass, verdictOf } from '../probe.js';
import { stacksOf, type Stack } from '../subjects/kustomize.js';
import { fieldsOf, manifestPlace, podOf } from '../subjects/manifests.js';
import { onFiles } from '../probing/on-files.js';

interface Transcript {
  readonly stacks: readonly Stack[];
}

/**
 * A namespace that the manifests create must refuse pods that are not restricted; others cannot be seen from
 * here.
 */
export const namespacesRefuseOtherPods = onFiles<Transcript>({
  id: 'namespaces-refuse-other-pods',
  reads: ['kubernetes'],
  question: 'Does every namespace that is made here enforce the restricted standard?',
  how:
    'Reads the namespaces that the manifests make. One that does not enforce the restricted Pod ' +
    'Security Standard by its label fails.',
  exercise: async (repo) => ({ stacks: stacksOf(repo) }),
  read: ({ stacks }) => {
    const made = stacks.flatMap(({ manifests }) => manifests.filter(({ body }) => body.kind === 'Namespace'));
    const hasPods = stacks.some(({ manifests }) => manifests.some((one) => podOf(one) !== undefined));
    if (made.length === 0 && !hasPods) return [inconclusive('found no pod')];
    if (made.length === 0)
      return [notApplicable('no namespace is made here: its labels are not in this repository')];
    const label = 'pod-security.kubernetes.io/enforce';
    return verdictOf(
      made.flatMap((manifest): readonly Finding[] => {
        const level = fieldsOf(fieldsOf(manifest.body.metadata).labels)[label];
        return level === 'restricted'
          ? []
          : [
              fail(
                `lacks ${label}: restricted${level === undefined ? '' : `, it is ${String(level)}`}`,
                manifestPlace(manifest),
              ),
            ];
      }),
      pass(`${made.length} namespaces enforce the restricted standard`),
    );
  },
});
