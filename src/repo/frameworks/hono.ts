import type { CallExpression, NewExpression, Node } from 'oxc-parser';
import { bare, calleeName, findAll, isCall, memberName, pathText, some } from '../ast.js';
import { bindingsOf } from '../bindings.js';
import { exportsOf } from '../exports.js';
import { mounts, type Mounting } from '../mounted.js';
import type { App } from '../app.js';
import type { Source } from '../source.js';
import { lineOf } from '../line-of.js';
import { siteOf } from './creation.js';
import { listenersWhere } from './listening.js';
import type { Recogniser } from './recogniser.js';
import { registrations } from './registrations.js';
import type { Site } from './site.js';

const routes = ['get', 'post', 'put', 'patch', 'delete', 'options', 'all', 'on', 'route', 'mount', 'openapi'];
const handlers = ['onError', 'notFound'];
const passing = [...routes, ...handlers, 'use', 'basePath'];
const nodeServer = '@hono/node-server';

/** Names of app classes, by the module that exports them. */
const classes: Readonly<Record<string, string>> = {
  hono: 'Hono',
  'hono/quick': 'Hono',
  'hono/tiny': 'Hono',
  '@hono/zod-openapi': 'OpenAPIHono',
};

/** Reads Hono code on Node: `new Hono()`, `serve({ fetch: app.fetch })` of @hono/node-server. */
export const honoRecogniser: Recogniser = {
  id: 'hono',
  package: 'hono',
  majors: [4],
  languages: ['js', 'ts'],
  words: ['hono', 'Hono', 'serve('],
  shapes: ['plain', 'block'],
  parts: 'apps',
  split: 'beginning',
  says: { create: () => 'new Hono()', serve: (app) => `serve({ fetch: ${app}.fetch, port })` },
  read: {
    sitesOf,
    passing: new Set(passing),
    ...registrations({
      registers: (method) => passing.includes(method),
      harmless: new Set(['serve', 'createAdaptorServer']),
    }),
    listenersOf: (source, app) => {
      const names = serversOf(source);
      return listenersWhere(
        source,
        app,
        (call) =>
          names.has(calleeName(call) ?? '') && call.arguments.slice(0, 1).some((first) => serves(first, app)),
      );
    },
    mountedIn: mounts({
      mounting: ['use'],
      everything: ['*', '/*'],
      isPart,
      handling: ['onError'],
    }),
    whyNoServer,
  },
};

function sitesOf(source: Source): readonly Site[] {
  const names = new Set(
    bindingsOf(source)
      .filter(({ module, imported }) => classes[module] === imported)
      .map(({ local }) => local),
  );
  return findAll(source.program, (node): node is NewExpression => node.type === 'NewExpression')
    .filter(({ node: { callee } }) => callee.type === 'Identifier' && names.has(callee.name))
    .map((found) => siteOf(source, found));
}

/** Local names of the functions that make a Node server. */
const serversOf = (source: Source): ReadonlySet<string> =>
  new Set(
    bindingsOf(source)
      .filter(({ module }) => module === nodeServer)
      .filter(({ imported }) => imported === 'serve' || imported === 'createAdaptorServer')
      .map(({ local }) => local),
  );

/** `app`, `app.fetch`, or an object with `fetch: app.fetch`. */
function serves(argument: Node, app: string): boolean {
  const path = pathText(argument);
  if (path !== undefined) return path === app || path === `${app}.fetch`;
  return (
    argument.type === 'ObjectExpression' &&
    argument.properties.some(
      (property) =>
        (property.type === 'Property' && pathText(property.value) === `${app}.fetch`) ||
        (property.type === 'SpreadElement' && pathText(property.argument) === app),
    )
  );
}

/** Whether the app is only a router: those are Hono objects too, but only an app that listens counts. */
function isPart({ source, receiver, apps }: Mounting): boolean {
  const meant = apps.filter(({ seenIn }) =>
    seenIn.some((view) => view.source.path === source.path && view.expression === receiver),
  );
  return meant.length > 0 && meant.every(({ listeners }) => listeners.length === 0);
}

/** Why no server was found: Hono runs on many platforms, but our code needs a Node server. */
function whyNoServer({ site, seenIn }: App, sources: readonly Source[]): string | undefined {
  const isAlone = seenIn.every(({ source }) => source === site.source);
  for (const { source, expression } of isAlone ? seenIn : []) {
    const given = exportsOf(source).find(
      ({ name, value }) => name === 'default' && serves(value, expression),
    );
    if (given !== undefined)
      return (
        `${source.path}:${lineOf(source.text, given.value.start)} exports the app for another ` +
        'runtime (Bun, Deno, Workers, ...); only @hono/node-server is supported'
      );
  }
  const other = sources.find(({ program }) => some(program, (node) => isCall(node) && isForeign(node)));
  return other === undefined
    ? undefined
    : `${other.path} serves the app on another runtime; only @hono/node-server is supported`;
}

const isForeign = (call: CallExpression): boolean =>
  memberName(bare(call.callee)) === 'serve' &&
  ['Bun.serve', 'Deno.serve'].includes(pathText(bare(call.callee)) ?? '');
