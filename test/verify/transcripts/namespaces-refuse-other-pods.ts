import { deployment, manifest, restricted, stack } from '../transcript-parts/pods.js';
import type { Case } from '../transcript.js';

function namespace(level: string): object {
  return manifest('Namespace', {
    metadata: { name: 'a', labels: { 'pod-security.kubernetes.io/enforce': level } },
  });
}

export const transcripts: readonly Case[] = [
  ['enforced', { stacks: [stack(namespace('restricted'))] }, 'pass'],
  ['another standard', { stacks: [stack(namespace('baseline'))] }, 'fail'],
  ['made elsewhere', { stacks: [stack(deployment(restricted))] }, 'not-applicable'],
  ['no pod', { stacks: [] }, 'inconclusive'],
];
