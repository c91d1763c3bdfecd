import { code, isUsed, root as names, type Code } from '../src/define/code.js';
import type { Composition } from '../src/define/framework.js';
import { bareService, scripts } from './bare-service.js';
import { body, contextParameter, sharedContext, type } from './context.js';

/**
 * The parts of a NestJS service that do not depend on its HTTP platform: these and
 * templates/frameworks/nest-any/.
 */
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
      // Nest needs imports that look like mere types, and classes that look empty.
      [
        '{',
        "  files: ['**/*.ts'],",
        '  languageOptions: { parserOptions: { emitDecoratorMetadata: true, experimentalDecorators: true } },',
        "  rules: { '@typescript-eslint/no-extraneous-class': ['error', { allowWithDecorator: true }] },",
        '}',
      ].join('\n  '),
    ],
  },
  mount: (middleware: Code) => code`app.use(${middleware});`,
  root: nestRoot,
  wiring: { before: { name: 'secureApp', text: (app: string) => `secureApp(${app});` } },
});

interface Platform {
  /** The packages of Nest's adapter and the framework below it. */
  readonly platform: readonly string[];
  readonly nodeFlags: readonly string[];
}

/** Nest injects by the types of constructor parameters. esbuild, and so tsx, does not emit them; oxc does. */
const devPackages = [...bareService.devPackages.filter((name) => name !== 'tsx'), '@oxc-node/core'];

/** Prints the composition root: the shared context, then one function to call once the app exists. */
export function nestRoot(composition: Composition): Code {
  const { before, after, server, serverFirst } = composition;
  const statements = [...serverFirst, ...before, ...after, ...server];
  const shared = sharedContext(composition);
  const usesServer = isUsed(names.server.name, statements);
  const text = `${shared.text}
/**
 * Call right after NestFactory.create. Keep the order: a check that refuses comes after all that its answer
 * needs.
 */
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
