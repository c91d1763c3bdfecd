import type { Node } from 'oxc-parser';
import { bare, findAll, isCall, memberName, pathText, some, stringOf } from '../ast.js';
import { bindingsOf } from '../bindings.js';
import { ownOf } from '../../own.js';
import { packagesBehind } from '../follow.js';
import { mounts, type Mounted } from '../mounted.js';
import type { Reader } from '../reader.js';
import type { Source } from '../source.js';
import { lineOf } from '../line-of.js';
import { siteOf } from './creation.js';
import { isListen, listenersWhere } from './listening.js';
import type { Recogniser } from './recogniser.js';
import { registrations } from './registrations.js';
import type { Site } from './site.js';

const globals = ['useGlobalGuards', 'useGlobalInterceptors', 'useGlobalPipes'];
const registering = new Set([
  ...globals,
  'useGlobalFilters',
  'use',
  'register',
  'enableCors',
  'useBodyParser',
  'useStaticAssets',
]);

/** Packages that Nest mounts for `cors: true` or `enableCors()`. */
const corsPackages = ['cors', '@fastify/cors'];

/**
 * Reads Nest code on any platform: `await NestFactory.create(AppModule)`, calls on the app, and providers of
 * modules.
 */
export const anyNestRecogniser: Recogniser = {
  id: 'nest',
  package: '@nestjs/core',
  majors: [10, 11, 12],
  languages: ['ts'],
  words: ['@nestjs/', '.listen(', '.use('],
  shapes: ['plain', 'block'],
  parts: 'other',
  split: 'declaration',
  says: { create: () => 'NestFactory.create(AppModule)', serve: (app) => `${app}.listen(port)` },
  read: {
    sitesOf,
    passing: new Set(),
    ...registrations({ registers: (method) => registering.has(method), harmless: new Set() }),
    listenersOf: (source, app) => listenersWhere(source, app, (call) => isListen(call, app)),
    mountedIn: (source, reader, apps) => [
      ...calls(source, reader, apps),
      ...provided(source, reader),
      ...created(source),
    ],
    frameworkOf: ({ site }) => (usesFastify(site) ? 'nest-fastify' : undefined),
  },
};

function sitesOf(source: Source): readonly Site[] {
  const names = new Set(
    bindingsOf(source)
      .filter(({ module, imported }) => module === '@nestjs/core' && imported === 'NestFactory')
      .map(({ local }) => local),
  );
  return findAll(source.program, isCall)
    .filter(({ node }) => {
      const callee = bare(node.callee);
      if (callee.type !== 'MemberExpression' || memberName(callee) !== 'create') return false;
      return names.has(pathText(bare(callee.object)) ?? '');
    })
    .map((found) => siteOf(source, found));
}

const usesFastify = ({ call }: Site): boolean =>
  some(call, (node) => node.type === 'Identifier' && node.name === 'FastifyAdapter');

const calls = mounts({
  mounting: [...globals, 'use', 'register', 'apply'],
  everything: ['/', '*'],
  isPart: ({ method, around }) => method === 'apply' && !coversAll(around),
  handling: ['useGlobalFilters'],
  builtIn: { enableCors: corsPackages },
});

/** `consumer.apply(helmet()).forRoutes('*')`. */
function coversAll(around: readonly Node[]): boolean {
  const call = around[1];
  if (call === undefined || !isCall(call) || memberName(call.callee) !== 'forRoutes') return false;
  return call.arguments.some((argument) =>
    ['*', '/', '{*splat}', '*path'].includes(stringOf(argument) ?? ''),
  );
}

const tokens: Readonly<Record<string, Mounted['handles']>> = {
  APP_GUARD: 'requests',
  APP_INTERCEPTOR: 'requests',
  APP_PIPE: 'requests',
  APP_FILTER: 'errors',
};

/** `{ provide: APP_GUARD, useClass: ThrottlerGuard }` in a module applies to every route. */
const provided = (source: Source, reader: Reader): readonly Mounted[] =>
  findAll(
    source.program,
    (node): node is Node & { type: 'ObjectExpression' } => node.type === 'ObjectExpression',
  ).flatMap(({ node }): readonly Mounted[] => {
    const handles = ownOf(tokens, pathText(property(node, 'provide') ?? node) ?? '');
    if (handles === undefined) return [];
    return [
      {
        path: source.path,
        line: lineOf(source.text, node.start),
        scope: 'app',
        uses: packagesBehind({ source, node }, reader).filter((use) => use.package !== '@nestjs/core'),
        body: 'any',
        handles,
      },
    ];
  });

/** `NestFactory.create(AppModule, { cors: true, rawBody: true })`. */
const created = (source: Source): readonly Mounted[] =>
  sitesOf(source).flatMap(({ call }): readonly Mounted[] => {
    const options = call.arguments.find((argument) => argument.type === 'ObjectExpression');
    if (options === undefined) return [];
    const isOn = (name: string): boolean => {
      const value = property(options, name);
      return value !== undefined && !(value.type === 'Literal' && value.value === false);
    };
    const isRaw = isOn('rawBody') || property(options, 'bodyParser') !== undefined;
    if (!isOn('cors') && !isRaw) return [];
    return [
      {
        path: source.path,
        line: lineOf(source.text, call.start),
        scope: 'app',
        uses: isOn('cors')
          ? corsPackages.map((name) => ({ package: name, as: 'whole', named: 'the option cors' }))
          : [],
        body: isRaw ? 'raw' : 'any',
        handles: 'requests',
      },
    ];
  });

function property(object: Node, name: string): Node | undefined {
  if (object.type !== 'ObjectExpression') return undefined;
  const found = object.properties.find(
    (entry) => entry.type === 'Property' && entry.key.type === 'Identifier' && entry.key.name === name,
  );
  return found?.type === 'Property' ? bare(found.value) : undefined;
}
