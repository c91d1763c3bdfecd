import type { Code } from '../../src/define/code.js';
import { defineFramework, type Composition } from '../../src/define/framework.js';
import { bareService, flags, scripts } from '../bare-service.js';
import { body, contextParameter, sharedContext, type } from '../context.js';

/** What Nest runs on; Fastify's router compiles code from strings. */
const platforms = {
  express: {
    adapters: ['connect', 'nest', 'nest-express'],
    nodeFlags: [flags.noProto, flags.noCodeFromStrings],
    platform: ['@nestjs/platform-express'],
  },
} as const;

export const nest = defineFramework({
  ...bareService,
  id: 'nest',
  title: 'NestJS 12',
  why: 'Modules, injection and decorators: one way to do things, for services that grow',
  ...on('express'),
  // Nest injects by the types of constructor parameters, which esbuild, and so tsx, does not write down; oxc does.
  devPackages: [...bareService.devPackages.filter((name) => name !== 'tsx'), '@oxc-node/core'],
  compilerOptions: ['experimentalDecorators', 'emitDecoratorMetadata'],
  data: {
    newOperation:
      'A new operation is a method of a controller with `@Operation` and a schema in each `@Param`, `@Query` and `@Body`, see `src/notes/`.',
    lint: [
      // What is injected looks like a mere type, and a module like an empty class.
      '{ languageOptions: { parserOptions: { emitDecoratorMetadata: true, experimentalDecorators: true } } }',
      "{ rules: { '@typescript-eslint/no-extraneous-class': ['error', { allowWithDecorator: true }] } }",
    ],
  },
  root,
  wiring: { before: { name: 'secureApp', text: (app) => `secureApp(${app});` } },
});

function on(name: keyof typeof platforms) {
  const { adapters, nodeFlags, platform } = platforms[name];
  return {
    adapters,
    nodeFlags,
    packages: ['@nestjs/common', '@nestjs/core', ...platform, 'reflect-metadata', 'rxjs'],
    scripts: { ...scripts(nodeFlags), dev: 'node --watch --import @oxc-node/core/register src/server.ts' },
  };
}

/** Prints the composition root: what the pieces share, then one function that is called once the app is there. */
function root(composition: Composition): Code {
  const { before, after, server } = composition;
  const statements = [...before, ...after, ...server];
  const shared = sharedContext(composition);
  const usesServer = statements.some(({ text }) => /\bserver\b/.test(text));
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
  };
}
