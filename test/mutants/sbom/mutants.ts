import { mutant, swap } from '../support/mutant.js';
import type { Mutant } from '../support/mutant.js';

const ci = '.github/workflows/ci.yml';

export const mutants: readonly Mutant[] = [
  mutant(
    'it is not made',
    swap(
      ci,
      'run: npm sbom --sbom-format cyclonedx --omit dev > sbom.cdx.json',
      'run: echo "{}" > sbom.cdx.json',
    ),
  ),
  mutant('it is thrown away', swap(ci, 'uses: actions/upload-artifact@', 'uses: acme/nothing@')),
];
