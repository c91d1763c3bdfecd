import { code, type Code } from '../../src/define/code.js';
import { defineFramework, type Composition } from '../../src/define/framework.js';
import { bareService, flags, scripts } from '../bare-service.js';
import { body, contextParameter, importsOfStatements, properties, sharedContext, type } from '../context.js';

const nodeFlags = [flags.noProto, flags.noCodeFromStrings];

/** Routes are registered by app.openapi() only, and declared by our own createRoute. */
const registering =
  'CallExpression[callee.object.name=/^(?:app|api|routes)$/]' +
  '[callee.property.name=/^(?:get|post|put|patch|delete|all|on|mount|doc|doc31)$/]';
const lint = [
  "{ files: ['src/**'], rules: { " +
    `'no-restricted-syntax': ['error', { selector: '${registering}', ` +
    "message: 'Declare it: app.openapi(createRoute(...), ...).' }], " +
    "'@typescript-eslint/no-restricted-imports': ['error', { name: '@hono/zod-openapi', " +
    "importNames: ['createRoute'], " +
    "message: 'Use that of src/security/contract.ts, which checks the answers too.' }] } }",
  "{ files: ['src/security/contract.ts'], rules: { '@typescript-eslint/no-restricted-imports': 'off' } }",
];

export const hono = defineFramework({
  ...bareService,
  id: 'hono',
  title: 'Hono 4',
  why: 'Small and fast, on web standards; here on Node',
  adapters: ['functions', 'hono'],
  nodeFlags,
  packages: [...bareService.packages, 'hono', '@hono/node-server', '@hono/zod-openapi', 'zod-openapi'],
  devPackages: bareService.devPackages,
  scripts: scripts(nodeFlags),
  data: {
    newOperation:
      'A new operation is an `app.openapi(createRoute(...), ...)`, with a schema for everything that comes in ' +
      'and goes out, see `src/notes/notes.routes.ts`; `hc<AppType>` of `src/app.ts` is its client.',
    places: [
      { place: '`src/notes/`', what: 'the example resource: routes, their schemas, storage' },
      { place: '`src/health/`, `src/openapi.ts`', what: 'health checks; the description of all routes' },
    ],
    lint,
  },
  mount: (middleware) => code`app.use(${middleware});`,
  root,
  wiring: {
    before: { name: 'secureApp', text: (app) => `secureApp(${app});` },
    server: { name: 'secureServer', text: (server) => `secureServer(${server})` },
  },
});

/**
 * Prints the composition root. Hono accepts onError and notFound at any time, so statements for after the
 * routes run before them.
 */
function root(composition: Composition): Code {
  const { before, after, serverFirst, serverSettings } = composition;
  const shared = sharedContext(composition);
  const app = [...before, ...after];
  const server = [...serverFirst, ...composition.server];
  const text = `${shared.text}
/** Call before the first route. Keep the order: a check that refuses comes after all that its answer needs. */
export function secureApp<E extends Env>(given: Hono<E>${contextParameter(app, shared)}): void {
  const app = given as unknown as Hono<ServiceEnv>;
${body(app)}}

/** Call with the server that serve() returns, in the same tick. */
export function secureServer<S extends ServerType>(given: S${contextParameter(server, shared)}): S {
  const server = given as Server; // serve() makes an HTTP/1.1 server by default
${body(server)}  return given;
}

/** Pass these to serve(): some limits cannot be set later. */
export const serverOptions: ServerOptions = ${serverSettings.length === 0 ? '{}' : `{\n${properties(serverSettings)}}`};
`;
  return {
    text,
    imports: [
      type('hono', 'Env'),
      type('hono', 'Hono'),
      type('@hono/node-server', 'ServerType'),
      type('node:http', 'Server'),
      type('node:http', 'ServerOptions'),
      type('./hono.js', 'ServiceEnv'),
      ...shared.imports,
      ...importsOfStatements([...app, ...server], serverSettings),
    ],
    uses: [],
  };
}
