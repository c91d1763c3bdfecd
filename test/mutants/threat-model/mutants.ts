import { mutant, remove, swap } from '../support/mutant.js';
import type { Mutant } from '../support/mutant.js';

const model = 'THREAT-MODEL.md';

export const mutants: readonly Mutant[] = [
  mutant('it does not exist', remove(model)),
  mutant('it names a file that is gone', remove('src/security/body.ts')),
  mutant(
    'a kind of threat is forgotten',
    swap(model, '| Repudiation | Whoever runs the host', '| Other | Whoever runs the host'),
    swap(model, '| Repudiation | Somebody denies', '| Other | Somebody denies'),
    swap(model, '| Repudiation | An attack causes errors', '| Other | An attack causes errors'),
  ),
  mutant(
    'it does not say what stays open',
    swap(model, '## Threats that stay open', '## More threats'),
    swap(
      model,
      'Threats that\nnothing here meets are in the second table, with who must deal with them. ',
      '',
    ),
  ),
  mutant('it is a template', swap(model, '## What is worth protecting', '## What is worth protecting: TODO')),
];
