import { deployment, manifest, restricted, stack } from '../transcript-parts/pods.js';
import type { Case } from '../transcript.js';

function networkPolicy(spec: object): object {
  return manifest('NetworkPolicy', { spec: { podSelector: {}, ...spec } });
}

export const transcripts: readonly Case[] = [
  [
    'denied',
    { stacks: [stack(deployment(restricted), networkPolicy({ policyTypes: ['Ingress', 'Egress'] }))] },
    'pass',
  ],
  [
    'in only',
    { stacks: [stack(deployment(restricted), networkPolicy({ policyTypes: ['Ingress'] }))] },
    'fail',
  ],
  ['no policy', { stacks: [stack(deployment(restricted))] }, 'fail'],
  ['no pod', { stacks: [] }, 'inconclusive'],
];
