import { create, mutant, remove, swap } from '../support/mutant.js';
import type { Mutant } from '../support/mutant.js';

export const mutants: readonly Mutant[] = [
  {
    ...mutant(
      'the production settings are committed',
      create('.env.production', 'OPERATIONS_TOKEN=q7Zp2LxV9sTb4KdWm3Nf8RcYh6Jg\n'),
    ),
    git: 'committed',
  },
  mutant(
    'the whole folder is copied into the image',
    swap('Dockerfile', 'COPY src ./src', 'COPY . .'),
    create('.dockerignore', 'node_modules/\n'),
  ),
  mutant('.dockerignore is gone', remove('.dockerignore')),
];
