import { mutant, swap, type Mutants } from '../support/mutant.js';

const policy = 'src/security/cors.ts';

/** The policy as it is, but for this test of an origin: an origin that passes it gets answers of its own. */
const allowing = (test: string) => [
  swap(
    policy,
    'const allowed = new Map(\n    config.ALLOWED_ORIGINS.map((origin) => {',
    'const answersFor = (origin: string) => {',
  ),
  swap(policy, 'return [origin, { read, ask }];\n    }),\n  );', 'return { read, ask };\n  };'),
  swap(policy, 'allowed.get(origin)', `${test} ? answersFor(origin) : undefined`),
];

export const mutants: Mutants = [
  mutant('every origin is reflected', ...allowing('origin')),
  mutant('a suffix is enough', ...allowing('config.ALLOWED_ORIGINS.some((each) => origin.startsWith(each))')),
  mutant(
    'a prefix is enough',
    ...allowing('config.ALLOWED_ORIGINS.some((each) => origin.endsWith(each.replace("https://app.", "")))'),
  ),
  mutant('null is allowed', ...allowing("[...config.ALLOWED_ORIGINS, 'null'].includes(origin)")),
  mutant(
    'the scheme is not compared',
    ...allowing("config.ALLOWED_ORIGINS.includes(origin.replace('http:', 'https:'))"),
  ),
  mutant(
    'every origin is allowed by a star',
    swap(policy, "'Access-Control-Allow-Origin', origin]", "'Access-Control-Allow-Origin', '*']"),
    swap(
      policy,
      'headers: [vary] };\nconst refused',
      "headers: [vary, ['Access-Control-Allow-Origin', '*']] };\nconst refused",
    ),
  ),
  mutant(
    'Vary is missing',
    swap(policy, "const vary: Header = ['Vary', 'Origin']", "const vary: Header = ['Vary', 'Accept']"),
  ),
];
