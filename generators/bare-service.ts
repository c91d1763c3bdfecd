import { code, from } from '../src/define/code.js';
import type { Framework } from '../src/define/framework.js';
import type { EnvVar } from '../src/define/piece.js';

const listening: readonly EnvVar[] = [
  {
    name: 'HOST',
    schema: code`${from('zod', 'z')}.union([z.ipv4(), z.ipv6()]).default('127.0.0.1')`,
    kind: 'setting',
    comment: 'Address to listen on: 127.0.0.1 for this machine only, 0.0.0.0 inside a container.',
    fallback: { in: 'everywhere', value: '127.0.0.1' },
    example: { development: '127.0.0.1', production: '0.0.0.0' },
  },
  {
    name: 'PORT',
    schema: code`${from('zod', 'z')}.coerce.number().int().min(1).max(65535).default(3000)`,
    kind: 'setting',
    comment: 'Port to listen on.',
    fallback: { in: 'everywhere', value: '3000' },
    example: { development: '3000', production: '3000' },
  },
];

/**
 * Flags for node. Every framework works with the first. The second forbids code made from strings, which some
 * need.
 */
export const flags = {
  noProto: '--disable-proto=delete',
  noCodeFromStrings: '--disallow-code-generation-from-strings',
} as const;

/** The parts of a bare service that do not depend on its framework: these and templates/frameworks/any/. */
export const bareService = {
  foundation: ['config', 'problem', 'logging', 'errors', 'body-limits', 'input-validation', 'health'],
  packages: ['uuid'],
  devPackages: ['@types/node', 'eslint', 'tsx', 'typescript', 'typescript-eslint', 'vitest'],
  env: listening,
  entry: 'server',
  compilerOptions: ['erasableSyntaxOnly'],
} as const satisfies Partial<Framework>;

export const scripts = (
  nodeFlags: readonly string[],
  entry: string = bareService.entry,
): Readonly<Record<string, string>> => ({
  dev: `tsx watch --env-file-if-exists=.env src/${entry}.ts`,
  build: 'tsc -p tsconfig.build.json',
  start: ['node', ...nodeFlags, `dist/${entry}.js`].join(' '),
  test: 'vitest run',
  lint: 'eslint .',
  typecheck: 'tsc -p .',
});
