import {
  code,
  from,
  isUsed,
  root as names,
  type Code,
  type ConstructorSetting,
} from '../../src/define/code.js';
import { defineFramework, type Composition } from '../../src/define/framework.js';
import { bareService, flags, scripts } from '../bare-service.js';
import { body, contextParameter, importsOfStatements, properties, sharedContext, type } from '../context.js';

/** Ways past the response schemas of a route, for the linter. */
const pastSchemas = [
  "{ files: ['src/**'], ignores: ['src/security/**'], rules: { 'no-restricted-syntax': ['error', { " +
    'selector: "MemberExpression[object.name=\'reply\'][property.name=/^(hijack|serializer|raw)$/]", ' +
    "message: 'Send with reply.send, so that the response schemas hold.' }] } }",
];

/** Without the flag against code from strings: Fastify compiles its router and validators from strings. */
const nodeFlags = [flags.noProto];

export const fastify = defineFramework({
  ...bareService,
  id: 'fastify',
  title: 'Fastify 5',
  why: 'Several times as fast as Express, with schemas and encapsulated plugins',
  adapters: ['functions', 'streams', 'fastify'],
  nodeFlags,
  packages: [...bareService.packages, '@fastify/swagger', 'fastify', 'fastify-plugin'],
  scripts: scripts(nodeFlags),
  data: {
    newOperation:
      'A new operation is a Fastify route with Zod schemas for everything that comes in and ' +
      'goes out, see `src/notes/notes.ts`; one without them cannot be registered.',
    places: [
      { place: '`src/notes/`', what: 'the example resource: a plugin with routes, their schemas, storage' },
      { place: '`src/health/`, `src/openapi.ts`', what: 'health checks; the description of all routes' },
    ],
    lint: pastSchemas,
  },
  mount: (hook) => code`app.addHook('onRequest', ${hook});`,
  root,
  wiring: {
    create: { name: 'secureOptions', text: (options) => `secureOptions(${options})` },
    before: { name: 'secureApp', text: (app) => `secureApp(${app});` },
  },
});

/**
 * Prints the composition root: the shared context, the options of the constructor, the hooks, and the
 * statements for the server.
 */
function root(composition: Composition): Code {
  const { before, after, serverFirst, modules } = composition;
  const server = [...serverFirst, ...composition.server];
  const settings = [...composition.settings, ...forServer(composition)];
  const isNew = composition.host === 'new service';
  const shared = sharedContext(composition);
  const usesServer = isUsed(names.server.name, server);
  const statements = [...before, ...after, ...(usesServer ? [ownServer] : []), ...server];
  const text = `${shared.text}
/** Wrap the options of the constructor in this: some of them cannot be set later. */
export function secureOptions(theirs: Options = {}${contextParameter(
    settings.map(({ property }) => property),
    shared,
  )}): Options {
  return {
    ...theirs,
${properties(settings, 4)}  };
}
${isNew ? plugins(statements, modules) : secureApp(statements, shared)}
type Options = FastifyHttpOptions<Server>;
`;
  return {
    text,
    imports: [
      isNew ? from('fastify-plugin', 'fastifyPlugin') : type('fastify', 'FastifyInstance'),
      ...(isNew ? [type('fastify', 'FastifyPluginAsync')] : []),
      type('fastify', 'FastifyHttpOptions'),
      type('node:http', 'Server'),
      ...shared.imports,
      ...importsOfStatements([...statements, ...(isNew ? modules : [])], settings),
    ],
    uses: [],
  };
}

const plugins = (statements: readonly Code[], modules: readonly Code[]): string => `
/** All protections, in their order. Await it before the first route: hooks do not reach plugins that came earlier. */
export const security = fastifyPlugin<Context>(
  async (app, ctx) => {
${body(statements, 4)}  },
  { name: 'security', fastify: '5.x' },
);

/** The routes that come with the protections. */
export const securityRoutes: FastifyPluginAsync<Context> = async (app, ctx) => {
${body(modules)}};
`;

/** A function, since few apps can await a plugin where they create the app. */
const secureApp = (statements: readonly Code[], shared: Code): string => `
/** Call on the root instance before the first route: in an encapsulated plugin the hooks would miss other routes. */
export function secureApp(app: FastifyInstance${contextParameter(statements, shared)}): void {
${body(statements)}}
`;

const ownServer = code`const { server } = app;`;

/** The settings of Node's own server, as one property of Fastify's options. */
function forServer({ serverSettings }: Composition): readonly ConstructorSetting[] {
  if (serverSettings.length === 0) return [];
  const all = serverSettings.map(({ property }) => property);
  return [
    {
      property: {
        text: `http: { ...theirs.http, ${all.map(({ text }) => text).join(', ')} }`,
        imports: all.flatMap(({ imports }) => imports),
        uses: all.flatMap(({ uses }) => uses),
      },
    },
  ];
}
