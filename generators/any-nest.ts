import { code, isUsed, root as names, type Code } from '../src/define/code.js';
import type { Composition } from '../src/define/framework.js';
import { bareService, scripts } from './bare-service.js';
import { body, contextParameter, properties, sharedContext, type } from './context.js';

/**
 * The parts of a NestJS service that do not depend on its HTTP platform: these and
 * templates/frameworks/nest-any/.
 */
export const anyNest = ({ platform, nodeFlags }: Platform) => ({
  ...bareService,
  nodeFlags,
  entry,
  // The handlers declare which types they take, by the rule of content-type.
  foundation: [...bareService.foundation, 'content-type'],
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
    ...scripts(nodeFlags, entry),
    dev: `node --env-file-if-exists=.env --watch --import @oxc-node/core/register src/${entry}.ts`,
  },
  data: {
    newOperation:
      'A new operation is a method of a controller with `@Answers` and a schema in each `@Param`, `@Query` and ' +
      '`@Body`, see `src/notes/`.',
    places: [
      { place: '`src/app.module.ts`', what: 'the modules of the service' },
      {
        place: '`src/notes/`',
        what: 'the example feature: module, controller, service, schemas of inputs and answers',
      },
    ],
    lint: [
      // Nest needs imports that look like mere types, and classes that look empty.
      [
        '{',
        "  files: ['**/*.ts'],",
        '  languageOptions: { parserOptions: { emitDecoratorMetadata: true, experimentalDecorators: true } },',
        "  rules: { '@typescript-eslint/no-extraneous-class': ['error', { allowWithDecorator: true }] },",
        '}',
      ].join('\n  '),
      ...rules,
    ],
  },
  mount: (middleware: Code) => code`app.use(${middleware});`,
  root: nestRoot,
  wiring: { before: { name: 'secureApp', text: (app: string) => `secureApp(${app});` } },
});

const entry = 'main';

/** What the linter can say before the service refuses to start. */
const rules = [
  `{
    rules: {
      'no-restricted-syntax': [
        'error',
        {
          selector:
            'MethodDefinition' +
              ':has(> Decorator > CallExpression > Identifier.callee' +
              '[name=/^(Get|Post|Put|Patch|Delete|Head|Options|All|Search|Sse)$/])' +
              ':not(:has(> Decorator > CallExpression > Identifier.callee[name="Answers"]))',
          message: 'Say what the handler answers: @Answers(status, schema, { summary }).',
        },
      ],
      'no-restricted-imports': [
        'error',
        { patterns: [{ group: ['@nestjs/*/**'], message: 'Internals of Nest change without notice.' }] },
      ],
    },
  }`,
];

interface Platform {
  /** The packages of Nest's adapter and the framework below it. */
  readonly platform: readonly string[];
  readonly nodeFlags: readonly string[];
}

/** Nest injects by the types of constructor parameters. esbuild, and so tsx, does not emit them; oxc does. */
const devPackages = [
  ...bareService.devPackages.filter((name) => name !== 'tsx'),
  '@nestjs/swagger',
  '@oxc-node/core',
];

/** Prints the composition root: the shared context, then one function to call once the app exists. */
export function nestRoot(composition: Composition): Code {
  const { host, before, after, server, serverFirst } = composition;
  const statements = [...serverFirst, ...before, ...after, ...server];
  const shared = sharedContext(composition);
  const usesServer = isUsed(names.server.name, statements);
  const forServices = host === 'new service' ? forService(composition) : nothing;
  const text = `${shared.text}
/**
 * Call right after NestFactory.create. Keep the order: a check that refuses comes after all that its answer
 * needs.
 */
export function secureApp(app: INestApplication${contextParameter(statements, shared)}): void {
${usesServer ? '  const server = app.getHttpServer() as Server;\n' : ''}${body(statements)}}
${forServices.text}`;
  return {
    text,
    imports: [
      type('@nestjs/common', 'INestApplication'),
      ...(usesServer ? [type('node:http', 'Server')] : []),
      ...shared.imports,
      ...statements.flatMap((part) => part.imports),
      ...forServices.imports,
    ],
    uses: [],
  };
}

const nothing: Code = { text: '', imports: [], uses: [] };

/** What the adapter and the module of a new service take from the root. */
function forService({ modules, serverSettings }: Composition): Code {
  const settings = serverSettings.length === 0 ? '{}' : `{\n${properties(serverSettings)}}`;
  return {
    text: `
/** Pass these to createServer: some limits cannot be set later. */
export const serverOptions: ServerOptions = ${settings};

/** Protections that have routes of their own. */
export const securityModules: readonly Type[] = [
${body(modules)}];
`,
    imports: [
      type('@nestjs/common', 'Type'),
      type('node:http', 'ServerOptions'),
      ...modules.flatMap(({ imports }) => imports),
      ...serverSettings.flatMap(({ property }) => property.imports),
    ],
    uses: [],
  };
}
