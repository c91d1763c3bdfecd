import { code, from, isUsed, root as names, type Code } from '../../src/define/code.js';
import { defineFramework, type Composition } from '../../src/define/framework.js';
import { bareService, flags, scripts } from '../bare-service.js';
import { body, contextParameter, importsOfStatements, properties, sharedContext, type } from '../context.js';

/** Nest injects by the types of constructor parameters, which esbuild, and so tsx, does not write down; oxc does. */
const devPackages = [...bareService.devPackages.filter((name) => name !== 'tsx'), '@oxc-node/core'];

const onExpress = {
  ...on(['@nestjs/platform-express', 'express'], [flags.noProto, flags.noCodeFromStrings]),
  title: 'NestJS 12 on Express',
  devPackages: [...devPackages, '@types/express'],
  adapters: ['connect', 'nest', 'nest-express'],
  root: (composition: Composition) => root(composition),
};

const onFastify = {
  ...on(['@nestjs/platform-fastify'], [flags.noProto]), // the router is compiled from strings
  title: 'NestJS 12 on Fastify',
  devPackages,
  adapters: ['connect', 'nest', 'nest-fastify'],
  root: rootOnFastify,
};

export const nest = defineFramework({
  ...bareService,
  ...onExpress,
  id: 'nest',
  title: 'NestJS 12',
  why: 'Modules, injection and decorators: one way to do things, for services that grow',
  options: {
    adapter: {
      why: 'Express is what Nest runs on if nobody says otherwise; Fastify takes more requests a second.',
      choices: ['express', 'fastify'],
      fallback: 'express',
    },
  },
  vary: ({ adapter }) => (adapter === 'fastify' ? onFastify : onExpress),
  compilerOptions: ['experimentalDecorators', 'emitDecoratorMetadata'],
  data: {
    newOperation:
      'A new operation is a method of a controller with `@Operation` and a ' +
      'schema in each `@Param`, `@Query` and `@Body`, see `src/notes/`.',
    lint: [
      // What is injected looks like a mere type, and a module like an empty class.
      '{ languageOptions: { parserOptions: { emitDecoratorMetadata: true, experimentalDecorators: true } } }',
      "{ rules: { '@typescript-eslint/no-extraneous-class': ['error', { allowWithDecorator: true }] } }",
    ],
  },
  mount: (middleware) => code`app.use(${middleware});`,
  wiring: { before: { name: 'secureApp', text: (app) => `secureApp(${app});` } },
});

function on(platform: readonly string[], nodeFlags: readonly string[]) {
  return {
    nodeFlags,
    packages: [
      ...bareService.packages,
      '@nestjs/common',
      '@nestjs/core',
      ...platform,
      'reflect-metadata',
      'rxjs',
    ],
    scripts: {
      ...scripts(nodeFlags),
      dev: 'node --env-file-if-exists=.env --watch --import @oxc-node/core/register src/server.ts',
    },
  };
}

/** Prints the composition root: what the pieces share, then one function that is called once the app is there. */
function root(composition: Composition): Code {
  const { before, after, server, around } = composition;
  const statements = [...around.server, ...before, ...after, ...server];
  const shared = sharedContext(composition);
  const usesServer = isUsed(names.server.name, statements);
  const text = `${shared.text}
/** Call right after NestFactory.create. The order matters: what refuses comes after what it needs to answer. */
export function secureApp(app: INestApplication${contextParameter(statements, shared)}): void {
${usesServer ? '  const server = app.getHttpServer() as Server;\n' : ''}${body(statements)}}
`;
  return {
    text,
    imports: [
      type('@nestjs/common', 'INestApplication'),
      ...(usesServer ? [type('node:http', 'Server')] : []),
      ...shared.imports,
      ...statements.flatMap((part) => part.imports),
    ],
    uses: [],
  };
}

/** The same, with the middleware before Fastify, and what Fastify takes only when it is made. */
function rootOnFastify(composition: Composition): Code {
  const { settings, before } = composition;
  const first = code`${from('./before-fastify.js', 'beforeFastify')}(app);`;
  const { text, imports } = root({ ...composition, before: [first, ...before] });
  const shared = sharedContext(composition);
  return {
    text: `${text}
/** Give these to FastifyAdapter: it takes them only when it is made. */
export const secureOptions = (${contextParameter(
      settings.map(({ property }) => property),
      shared,
    ).replace(/^, /, '')}) => ({
${properties(settings)}});
`,
    imports: [...imports, ...importsOfStatements([], settings)],
    uses: [],
  };
}
