import { code, isUsed, root as names, type Code } from '../src/define/code.js';
import type { Composition } from '../src/define/framework.js';
import { bareService, scripts } from './bare-service.js';
import { body, contextParameter, sharedContext, type } from './context.js';

/** What a NestJS service is made of whatever HTTP platform it runs on: templates/frameworks/nest-any/ and this. */
export const anyNest = ({ platform, nodeFlags }: Platform) => ({
  ...bareService,
  nodeFlags,
  packages: [
    ...bareService.packages,
    '@nestjs/common',
    '@nestjs/core',
    ...platform,
    'reflect-metadata',
    'rxjs',
  ],
  devPackages,
  compilerOptions: ['experimentalDecorators', 'emitDecoratorMetadata'],
  scripts: {
    ...scripts(nodeFlags),
    dev: 'node --env-file-if-exists=.env --watch --import @oxc-node/core/register src/server.ts',
  },
  data: {
    newOperation:
      'A new operation is a method of a controller with `@Operation` and a schema in each `@Param`, `@Query` and ' +
      '`@Body`, see `src/notes/`.',
    lint: [
      // What is injected looks like a mere type, and a module like an empty class.
      '{ languageOptions: { parserOptions: { emitDecoratorMetadata: true, experimentalDecorators: true } } }',
      "{ rules: { '@typescript-eslint/no-extraneous-class': ['error', { allowWithDecorator: true }] } }",
    ],
  },
  mount: (middleware: Code) => code`app.use(${middleware});`,
  root: nestRoot,
  wiring: { before: { name: 'secureApp', text: (app: string) => `secureApp(${app});` } },
});

interface Platform {
  /** Nest's adapter for it, and what that stands on. */
  readonly platform: readonly string[];
  readonly nodeFlags: readonly string[];
}

/** Nest injects by the types of constructor parameters, which esbuild, and so tsx, does not write down; oxc does. */
const devPackages = [...bareService.devPackages.filter((name) => name !== 'tsx'), '@oxc-node/core'];

/** Prints the composition root: what the pieces share, then one function that is called once the app is there. */
export function nestRoot(composition: Composition): Code {
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
