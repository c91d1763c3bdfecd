import { code, isUsed, root as names, type Code, type ConstructorSetting } from '../../src/define/code.js';
import { defineFramework, type Composition } from '../../src/define/framework.js';
import { bareService, flags, scripts } from '../bare-service.js';
import { body, contextParameter, importsOfStatements, properties, sharedContext, type } from '../context.js';

/** Without the flag against code from strings: Fastify compiles its router and validators from strings. */
const nodeFlags = [flags.noProto];

export const fastify = defineFramework({
  ...bareService,
  id: 'fastify',
  title: 'Fastify 5',
  why: 'Several times as fast as Express, with schemas and encapsulated plugins',
  adapters: ['contract', 'fastify'],
  nodeFlags,
  packages: [...bareService.packages, 'fastify'],
  scripts: scripts(nodeFlags),
  contributes: { routes: [{ module: './notes.js', name: 'noteRoutes' }] },
  data: {
    newOperation:
      'A new operation is a Fastify route with Zod schemas for everything that comes in and ' +
      'goes out, see `src/routes/notes.ts`; one without them cannot be registered.',
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
  const { before, after, serverFirst } = composition;
  const server = [...serverFirst, ...composition.server];
  const settings = [...composition.settings, ...forServer(composition)];
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

/** Call on the root instance before the first route: in an encapsulated plugin the hooks would miss other routes. */
export function secureApp(app: FastifyInstance${contextParameter(statements, shared)}): void {
${body(statements)}}

type Options = FastifyHttpOptions<Server>;
`;
  return {
    text,
    imports: [
      type('fastify', 'FastifyInstance'),
      type('fastify', 'FastifyHttpOptions'),
      type('node:http', 'Server'),
      ...shared.imports,
      ...importsOfStatements(statements, settings),
    ],
    uses: [],
  };
}

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
