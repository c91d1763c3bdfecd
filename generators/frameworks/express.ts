import { code, type Code } from '../../src/define/code.js';
import { defineFramework, type Composition } from '../../src/define/framework.js';
import { bareService, flags, scripts } from '../bare-service.js';
import { body, contextParameter, importsOfStatements, properties, sharedContext, type } from '../context.js';

const nodeFlags = [flags.noProto, flags.noCodeFromStrings];

export const express = defineFramework({
  ...bareService,
  id: 'express',
  title: 'Express 5',
  why: 'The framework that most Node services run on',
  adapters: ['functions', 'streams', 'connect', 'express'],
  nodeFlags,
  packages: [...bareService.packages, 'express'],
  devPackages: ['@types/express', 'zod-openapi', ...bareService.devPackages],
  scripts: scripts(nodeFlags),
  data: {
    newOperation:
      'A new route is one of an `express.Router()` with `validate({ ... })` before its handler: a schema for ' +
      'everything that comes in and goes out, see `src/notes/notes.ts`.',
    places: [
      { place: '`src/notes/`', what: 'the example resource: a router, its schemas, storage' },
      { place: '`src/health/`, `src/openapi.ts`', what: 'health checks; the description of all routes' },
    ],
    lint: [
      "{ files: ['src/**/*.ts'], rules: { 'no-restricted-syntax': ['error', { selector: " +
        "'CallExpression[callee.property.name=/^(all|get|post|put|patch|delete)$/]" +
        '[arguments.0.type="Literal"][arguments.length=2]\', ' +
        "message: 'Put validate({ ... }) before the handler.' }] } }",
    ],
  },
  mount: (middleware) => code`app.use(${middleware});`,
  root,
  wiring: {
    before: { name: 'secureApp', text: (app) => `secureApp(${app});` },
    after: { name: 'secureErrors', text: (app) => `secureErrors(${app});` },
    server: { name: 'secureServer', text: (server) => `secureServer(${server})` },
  },
});

/** Prints the composition root: the shared context, then one function for each slot. */
function root(composition: Composition): Code {
  const { before, after, serverFirst, serverSettings } = composition;
  const server = composition.server.length === 0 ? [] : [...serverFirst, ...composition.server];
  const shared = sharedContext(composition);
  const text = `${shared.text}
/** Call before the first route. Keep the order: a check that refuses comes after all that its answer needs. */
export function secureApp(app: Express${contextParameter(before, shared)}): void {
${body(before)}}

/** Call after the last route. */
export function secureErrors(app: Express${contextParameter(after, shared)}): void {
${body(after)}}

/** Call with the server that will listen. */
export function secureServer<S extends Server>(server: S${contextParameter(server, shared)}): S {
${body(server)}  return server;
}

/** Pass these to createServer: some limits cannot be set later. */
export const serverOptions: ServerOptions = ${serverSettings.length === 0 ? '{}' : `{\n${properties(serverSettings)}}`};
`;
  return {
    text,
    imports: [
      type('express', 'Express'),
      type('node:http', 'Server'),
      type('node:http', 'ServerOptions'),
      ...shared.imports,
      ...importsOfStatements([...before, ...after, ...server], serverSettings),
    ],
    uses: [],
  };
}
