import { mutant, swap, unmount, type Mutant, type Mutants } from '../support/mutant.js';

/** The same edits, wherever the route is. */
const inFile = (route: string, indent: string): readonly Mutant[] => [
  mutant(
    'it expired long ago',
    swap(
      route,
      'const expires = new Date(Date.now() + daysValid * 86_400_000);',
      "const expires = new Date('2024-01-01');",
    ),
  ),
  mutant('it expires in ten years', swap(route, 'const daysValid = 180;', 'const daysValid = 3650;')),
  mutant('it names no contact', swap(route, `${indent}\`Contact: \${contact}\`,\n`, '')),
];

export const mutants: Mutants = {
  any: [mutant('it is not mounted', unmount('security-txt'))],
  express: [
    ...inFile('src/security-txt.ts', '        '),
    mutant(
      'it is sent as JSON',
      swap('src/security-txt.ts', "res.type('text/plain')", "res.type('json')"),
      swap('src/security-txt.ts', "200: 'text/plain'", "200: 'application/json'"),
    ),
  ],
  fastify: inFile('src/security-txt.ts', '        '),
  // Fastify sends text as text, named or not.
  hono: [
    ...inFile('src/security-txt.ts', '      '),
    mutant(
      'it is sent as JSON',
      swap('src/security-txt.ts', "'text/plain'", "'application/jsonl'"),
      swap(
        'src/security-txt.ts',
        "\\n')}\\n`, 200)",
        "\\n')}\\n`, 200, { 'Content-Type': 'application/jsonl' })",
      ),
    ),
  ],
  'nest-any': [
    ...inFile('src/security-txt.ts', '    '),
    mutant(
      'it is sent as JSON',
      swap('src/security-txt.ts', "'text/plain; charset=utf-8'", "'application/json'"),
    ),
  ],
};
