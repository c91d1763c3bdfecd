import { mutant, swap } from '../support/mutant.js';
import type { Mutant } from '../support/mutant.js';

export const mutants: readonly Mutant[] = [
  mutant(
    'the image of the service is a tag',
    swap('Dockerfile', '@sha256:2ee7b2c54a3e37dfc248af81c9f6bcdcaa50abe4af44aa47a3388431031b9283', ''),
  ),
  mutant(
    'the image of the proxy is a tag',
    swap(
      'deploy/compose/compose.yaml',
      '@sha256:6aeddd44c3078b0f9a35206472a11420648a79c184603ef95957d0a20044cb2b',
      '',
    ),
  ),
];
