import type { CallExpression, Node } from 'oxc-parser';
import {
  bare,
  calleeName,
  findAll,
  isCall,
  isFunction,
  memberName,
  pathText,
  requiredModule,
  stringOf,
} from '../ast.js';
import { bindingsOf, isWhole } from '../bindings.js';
import { exportsOf } from '../exports.js';
import { mounts, type Mounting } from '../mounted.js';
import type { Source } from '../source.js';
import { binds, siteOf } from './creation.js';
import { isListen, listenersWhere } from './listening.js';
import type { Recogniser } from './recogniser.js';
import { registrations } from './registrations.js';
import type { Site } from './site.js';

const routes = ['get', 'post', 'put', 'patch', 'delete', 'head', 'options', 'all', 'route'];
const handlers = ['setErrorHandler', 'setNotFoundHandler'];
const registering = new Set([...routes, ...handlers, 'register', 'use', 'addHook', 'addContentTypeParser']);

/** This method returns the app itself, with another type. */
const typing = 'withTypeProvider';

/** Reads Fastify code: `fastify(options)`, plugins, hooks, `app.listen({ port })`. */
export const fastifyRecogniser: Recogniser = {
  id: 'fastify',
  package: 'fastify',
  majors: [5],
  since: '5.10.0', // has LogController
  languages: ['js', 'ts'],
  words: ['fastify', '.register(', '.listen('],
  shapes: ['plain', 'block'],
  parts: 'other',
  split: 'declaration',
  says: { create: (options) => `fastify(${options})`, serve: (app) => `${app}.listen({ port })` },
  read: {
    sitesOf,
    passing: new Set([...routes, typing, 'register', 'after', 'decorate', 'addHook']),
    ...registrations({
      registers: (method) => registering.has(method),
      harmless: new Set(),
    }),
    listenersOf: (source, app) => listenersWhere(source, app, (call) => isListen(call, app)),
    mountedIn: mounts({
      mounting: ['register', 'use'],
      everything: ['/'],
      isPart: isEncapsulated,
      handling: handlers,
      parses: takesJson,
      mounted: ({ method, call, source }) =>
        method === 'register' ? registered(source, call) : call.arguments,
    }),
    whyNoApp: ({ declared }) =>
      'fastify-cli' in declared
        ? {
            reason:
              'fastify-cli creates the app itself, and a plugin does not cover all that the app answers',
            next:
              'Make a file that creates the app with the statements above, registers your plugin and calls ' +
              'app.listen. Start that file instead, and run the same command again.',
          }
        : undefined,
  },
};

function sitesOf(source: Source): readonly Site[] {
  const names = new Set(
    bindingsOf(source)
      .filter((binding) => binding.module === 'fastify')
      .filter((binding) => isWhole(binding) || binding.imported === 'fastify')
      .map(({ local }) => local),
  );
  return findAll(source.program, isCall)
    .filter(({ node }) => {
      const callee = bare(node.callee);
      return callee.type === 'Identifier' ? names.has(callee.name) : requiredModule(callee) === 'fastify';
    })
    .map((found) => siteOf(source, found, new Set([typing])));
}

/** The plugins in a call. The repo's own plugins are read separately, to find what they mount. */
function registered(source: Source, call: CallExpression): readonly Node[] {
  const [plugin] = call.arguments;
  if (plugin === undefined) return [];
  const name = pathText(bare(plugin));
  const binding = bindingsOf(source).find(({ local }) => local === name);
  const module = binding?.module ?? requiredModule(bare(plugin)) ?? importedBy(plugin);
  return module === undefined || module.startsWith('.') ? [] : [plugin];
}

/** `import('x')`. */
const importedBy = (node: Node): string | undefined =>
  node.type === 'ImportExpression' ? stringOf(node.source) : undefined;

/** Whether the receiver is the parameter of an encapsulated plugin: one that fastify-plugin does not wrap. */
function isEncapsulated({ source, around, receiver }: Mounting): boolean {
  const place = around.findIndex(
    (node) => receiver !== undefined && isFunction(node) && parameter(node, receiver),
  );
  const plugin = around[place];
  if (plugin === undefined) return false;
  const outer = around[place + 1];
  if (outer !== undefined && isCall(outer)) return memberName(outer.callee) === 'register';
  const name = plugin.type === 'FunctionDeclaration' ? plugin.id?.name : nameAround(outer);
  const uses = findAll(source.program, isCall).filter(
    ({ node }) => name !== undefined && node.arguments.some((argument) => pathText(argument) === name),
  );
  if (uses.some(({ node }) => isOpening(source, node))) return false;
  return (
    uses.some(({ node }) => memberName(node.callee) === 'register') ||
    exportsOf(source).some(
      ({ name: as, value }) =>
        (as === 'default' || as === '*') && (value === plugin || pathText(value) === name),
    )
  );
}

const parameter = (node: Node, name: string): boolean =>
  node.type === 'FunctionDeclaration'
    ? node.params.some((param) => param.type === 'Identifier' && param.name === name)
    : binds(node, name);

const nameAround = (node: Node | undefined): string | undefined =>
  node?.type === 'VariableDeclarator' && node.id.type === 'Identifier' ? node.id.name : undefined;

const isOpening = (source: Source, call: CallExpression): boolean =>
  bindingsOf(source).some(({ local, module }) => module === 'fastify-plugin' && local === calleeName(call));

/** Whether the app already parses JSON: with a second parser Fastify does not start. */
function takesJson({ method, call }: Mounting): boolean {
  if (
    method !== 'addContentTypeParser' &&
    method !== 'removeContentTypeParser' &&
    method !== 'removeAllContentTypeParsers'
  )
    return false;
  const [types] = call.arguments;
  const named = types?.type === 'ArrayExpression' ? types.elements : [types];
  return named.some((type) => {
    const text = stringOf(type ?? null);
    return text === undefined || text === '*' || text.includes('json');
  });
}
