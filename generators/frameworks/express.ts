import { code, from, type Code, type Import } from '../../src/define/code.js';
import { defineFramework, type Composition } from '../../src/define/framework.js';

export const express = defineFramework({
  id: 'express',
  title: 'Express 5',
  why: 'The framework that most Node services run on',
  foundation: ['config', 'problem', 'logging', 'errors', 'body-limits', 'input-validation', 'health'],
  packages: ['express'],
  devPackages: [
    '@types/express',
    '@types/node',
    'eslint',
    'tsx',
    'typescript',
    'typescript-eslint',
    'vitest',
  ],
  scripts: {
    dev: 'tsx watch src/server.ts',
    build: 'tsc -p tsconfig.build.json',
    start: 'node --disable-proto=delete dist/server.js',
    test: 'vitest run',
    lint: 'eslint .',
    typecheck: 'tsc -p .',
  },
  env: [
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
  ],
  contributes: { routes: [{ module: './notes.js', name: 'noteRoutes' }] },
  root,
  wiring: {
    before: { name: 'secureApp', text: (app) => `secureApp(${app});` },
    after: { name: 'secureErrors', text: (app) => `secureErrors(${app});` },
    server: { name: 'secureServer', text: (server) => `secureServer(${server})` },
  },
});

/** Prints the composition root: what the pieces share, then one function a slot. */
function root(composition: Composition): Code {
  const { before, after, server, pieces } = composition;
  const statements = [...before, ...after, ...server];
  const shared = sharedContext(pieces, statements);
  const options = clientOptions(pieces);
  const text = `${shared.text}
/** Call before the first route. The order matters: what refuses comes after what it needs to answer. */
export function secureApp(app: Express${parameter(before, shared)}): void {
${body(before)}}

/** Call after the last route. */
export function secureErrors(app: Express${parameter(after, shared)}): void {
${body(after)}}

/** Call with the server that listens. */
export function secureServer<S extends Server>(server: S${parameter(server, shared)}): S {
${body(server)}  return server;
}
${options.text}`;
  const imports = [type('express', 'Express'), type('node:http', 'Server')];
  return {
    text,
    imports: [
      ...imports,
      ...shared.imports,
      ...options.imports,
      ...statements.flatMap((part) => part.imports),
    ],
  };
}

/** `ctx`, with the configuration and the logger as far as the statements use them. */
function sharedContext(pieces: readonly string[], statements: readonly Code[]): Code {
  const uses = (name: string): boolean => statements.some(({ text }) => text.includes(`ctx.${name}`));
  const hasLogger = pieces.includes('logging');
  if (!hasLogger && !uses('config')) return { text: '', imports: [] };
  const text = `
export interface Context {
  readonly config: Config;
${hasLogger ? '  readonly logger: Logger;\n' : ''}}

let current: Context | undefined;

/** What the pieces share, made once a process. */
export function context(): Context {
  if (current) return current;
  const config = loadConfig();
${
  hasLogger
    ? `  const logger = createLogger({ level: config.LOG_LEVEL, mode: config.NODE_ENV, secrets: secretValues(config) });
  return (current = { config, logger });`
    : '  return (current = { config });'
}
}
`;
  const logger = [
    from('./logger.js', 'createLogger'),
    type('./logger.js', 'Logger'),
    from('../config.js', 'secretValues'),
  ];
  return {
    text,
    imports: [
      from('../config.js', 'loadConfig'),
      type('../config.js', 'Config'),
      ...(hasLogger ? logger : []),
    ],
  };
}

/** What only the constructor of a server takes. */
function clientOptions(pieces: readonly string[]): Code {
  const hasLimits = pieces.includes('http-timeouts');
  const limits = hasLimits ? 'clientLimits' : '{}';
  // A missing Host is refused by Node without any header, or by the strict piece with all of them.
  const strict = hasLimits ? '{ ...clientLimits, requireHostHeader: false }' : '{ requireHostHeader: false }';
  return {
    text: `
/** Give these to createServer: some limits cannot be set later. */
export const serverOptions: ServerOptions = ${pieces.includes('http-strict') ? strict : limits};
`,
    imports: [
      type('node:http', 'ServerOptions'),
      ...(hasLimits ? [from('./http-timeouts.js', 'clientLimits')] : []),
    ],
  };
}

function parameter(statements: readonly Code[], shared: Code): string {
  if (shared.text === '') return '';
  return statements.some(({ text }) => text.includes('ctx.'))
    ? ', ctx: Context = context()'
    : ', _ctx?: Context';
}

const body = (statements: readonly Code[]): string =>
  statements
    .flatMap(({ text }) => text.split('\n'))
    .map((line) => `  ${line}\n`)
    .join('');

const type = (module: string, name: string): Import => ({ from: module, name, kind: 'type' });
