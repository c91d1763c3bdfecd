import type { Node } from 'oxc-parser';
import { bare, calleeName, findAll, isCall, memberName, pathText, requiredModule, some } from '../ast.js';
import { bindingsOf, isWhole } from '../bindings.js';
import { mounts } from '../mounted.js';
import type { Source } from '../source.js';
import { siteOf } from './creation.js';
import { isListen, listenersWhere } from './listening.js';
import type { Recogniser } from './recogniser.js';
import { registrations } from './registrations.js';
import type { Site } from './site.js';

const registering = new Set([
  ...['use', 'all', 'route', 'param'],
  ...['get', 'post', 'put', 'patch', 'delete', 'head', 'options'],
]);

/** Reads Express code: where apps are created, what is registered on them, and where they listen. */
export const expressRecogniser: Recogniser = {
  id: 'express',
  package: 'express',
  majors: [4, 5],
  languages: ['js', 'ts'],
  words: ['express', '.use(', '.listen(', 'createServer('],
  shapes: ['plain'],
  parts: 'other',
  split: 'declaration',
  says: { create: () => 'express()', serve: (app) => `${app}.listen(port)` },
  read: {
    sitesOf,
    passing: new Set(),
    ...registrations({
      // `app.get('x')` with one argument reads a setting.
      registers: (method, call) =>
        registering.has(method) && !(method === 'get' && call.arguments.length === 1),
      harmless: new Set(['createServer']),
    }),
    listenersOf: (source, app) =>
      listens(source)
        ? listenersWhere(
            source,
            app,
            (call) =>
              isListen(call, app) ||
              (['createServer', 'createSecureServer'].includes(calleeName(call) ?? '') &&
                call.arguments.some((argument) => pathText(argument) === app)),
          )
        : [],
    mountedIn: mounts({
      mounting: ['use'],
      everything: ['/'],
      isPart: ({ value }) => value !== undefined && isCall(value) && calleeName(value) === 'Router',
      handlesErrors: takesErrors,
    }),
  },
};

function sitesOf(source: Source): readonly Site[] {
  const names = new Set(
    bindingsOf(source)
      .filter((binding) => binding.module === 'express' && isWhole(binding))
      .map(({ local }) => local),
  );
  return findAll(source.program, isCall)
    .filter(({ node }) => {
      const callee = bare(node.callee);
      return callee.type === 'Identifier' ? names.has(callee.name) : requiredModule(callee) === 'express';
    })
    .map((found) => siteOf(source, found));
}

/** A server that is created but never listens does not count. */
const listens = (source: Source): boolean =>
  some(source.program, (node) => isCall(node) && memberName(bare(node.callee)) === 'listen');

/** Whether a function is an error handler: Express recognises one by its four parameters. */
function takesErrors(node: Node): boolean {
  return (
    (node.type === 'FunctionDeclaration' ||
      node.type === 'FunctionExpression' ||
      node.type === 'ArrowFunctionExpression') &&
    node.params.length === 4
  );
}
