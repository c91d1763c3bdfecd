import { code, type Code } from '../../src/define/code.js';
import { defineFramework, type Composition } from '../../src/define/framework.js';
import { bareService, flags, scripts } from '../bare-service.js';
import { body, contextParameter, importsOfStatements, properties, sharedContext, type } from '../context.js';

const nodeFlags = [flags.noProto, flags.noCodeFromStrings];

export const hono = defineFramework({
  ...bareService,
  id: 'hono',
  title: 'Hono 4',
  why: 'Small and fast, on web standards; here on Node',
  adapters: ['contract', 'hono'],
  nodeFlags,
  packages: [...bareService.packages, 'hono', '@hono/node-server'],
  devPackages: bareService.devPackages,
  scripts: scripts(nodeFlags),
  contributes: { routes: [{ module: './notes.js', name: 'noteApi' }] },
  data: {
    newOperation:
      'A new operation is registered on `createApi()`, with a schema for ' +
      'everything that comes in and goes out, see `src/routes/notes.ts`.',
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
