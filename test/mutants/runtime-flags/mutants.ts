import { create, mutant, swap } from '../support/mutant.js';
import type { Mutant, Mutants } from '../support/mutant.js';

const textBecomesCode: readonly Mutant[] = [
  mutant('text may become code', swap('package.json', ' --disallow-code-generation-from-strings', '')),
];

export const mutants: Mutants = {
  any: [
    mutant('npm start runs bare', swap('package.json', '--disable-proto=delete', '--no-warnings')),
    mutant('the image runs bare', swap('Dockerfile', 'CMD ["--disable-proto=delete", ', 'CMD [')),
    mutant(
      'a unit that somebody wrote runs bare',
      create('deploy/old.service', '[Service]\nExecStart=/usr/bin/node dist/server.js\n'),
    ),
    mutant(
      'a pod says another command than its image',
      create(
        'deploy/pod.yaml',
        'kind: Pod\nspec:\n  containers:\n    - name: service\n      command: [node]\n      args: [dist/server.js]\n',
      ),
    ),
  ],
  express: textBecomesCode,
  hono: textBecomesCode,
  nest: textBecomesCode,
};
