import type { Code } from '../../src/define/code.js';
import { defineFramework, type Composition } from '../../src/define/framework.js';
import { bareService, flags, scripts } from '../bare-service.js';
import { body, contextParameter, readable, sharedContext, type } from '../context.js';

/** Not the flag against code from strings: its router and its validators are compiled from strings. */
const nodeFlags = [flags.noProto];

export const fastify = defineFramework({
  ...bareService,
  id: 'fastify',
  title: 'Fastify 5',
  why: 'Several times as fast as Express, with schemas and encapsulated plugins',
  adapters: ['fastify'],
  nodeFlags,
  packages: [...bareService.packages, 'fastify'],
  scripts: scripts(nodeFlags),
  contributes: { routes: [{ module: './notes.js', name: 'noteRoutes' }] },
  data: {
    newOperation:
      'A new operation is a Fastify route with Zod schemas for everything that comes in and goes out, see `src/routes/notes.ts`; one without them cannot be registered.',
  },
  root,
  wiring: {
    create: { name: 'secureOptions', text: (options) => `secureOptions(${options})` },
    before: { name: 'secureApp', text: (app) => `secureApp(${app});` },
  },
});

/** Prints the composition root: what the pieces share, the options of the constructor, then the hooks and what the server needs. */
function root(composition: Composition): Code {
  const { before, after, settings, pieces } = composition;
  const server = [...readable(pieces), ...composition.server];
  const shared = sharedContext(composition);
  const usesServer = server.some(({ text }) => /\bserver\b/.test(text));
  const statements = [...before, ...after, ...(usesServer ? [ownServer] : []), ...server];
  const text = `${shared.text}
/** Wrap the options of the constructor in this: some things cannot be set later. */
export function secureOptions(theirs: Options = {}${contextParameter(settings, shared)}): Options {
  return {
    ...theirs,
${body(options(settings), 4)}  };
}

/** Call on the root instance before the first route. No plugin: encapsulation would keep the hooks from the routes. */
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
      ...[...statements, ...settings].flatMap((part) => part.imports),
    ],
  };
}

const ownServer: Code = { text: 'const { server } = app;', imports: [] };

/** What is for Node's own server becomes one property, however many pieces bring some. */
function options(settings: readonly Code[]): readonly Code[] {
  const lines = settings.flatMap(({ text }) => text.split('\n'));
  const inner = lines.flatMap((line) => /^http: \{ (.*) \},$/.exec(line)?.[1] ?? []);
  const outer = lines.filter((line) => !line.startsWith('http: {'));
  const http = inner.length === 0 ? [] : [`http: { ...theirs.http, ${inner.join(', ')} },`];
  return [...outer, ...http].map((text) => ({ text, imports: [] }));
}
