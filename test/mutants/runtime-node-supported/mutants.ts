import { create, mutant, swap } from '../support/mutant.js';
import type { Mutant } from '../support/mutant.js';

export const mutants: readonly Mutant[] = [
  mutant('engines names a dead line', swap('package.json', '">=22.13"', '">=18"')),
  mutant('.nvmrc names a dead line', create('.nvmrc', '20\n')),
  mutant(
    'the image is of a dead line',
    swap('Dockerfile', 'FROM node:26.11.1-trixie-slim@', 'FROM node:18-slim@'),
  ),
];
