import type { CallExpression, Node } from 'oxc-parser';
import type { Listener, Site } from './frameworks/site.js';
import type { Recogniser } from './frameworks/recogniser.js';
import { nameGiven } from './frameworks/creation.js';
import { startsAt } from './frameworks/registrations.js';
import {
  bare,
  findAll,
  isCall,
  memberName,
  pathText,
  requiredModule,
  type NodeWithAncestors,
} from './ast.js';
import { bindingsOf } from './bindings.js';
import { exportsOf, exportedNames } from './exports.js';
import { resolveModule } from './modules.js';
import type { Reader } from './reader.js';
import type { App, View } from './app.js';
import type { Source } from './source.js';

/** Names are followed through this many steps; after that they are unknown. */
const maxViews = 40;

/**
 * Finds apps and where they listen. It follows each app's names: in its own file, in files that import it,
 * and in callers of the function that returns it.
 */
export const appsOf = (
  sources: readonly Source[],
  reader: Pick<Reader, 'tree' | 'aliases'>,
  { read }: Recogniser,
): readonly App[] =>
  sources.flatMap(read.sitesOf).map((site) => {
    const seenIn = site.expression === '' ? [] : viewsOf(site, { sources, reader, passing: read.passing });
    const listeners = seenIn.flatMap((view) =>
      read.listenersOf(view.source, view.expression).filter((listener) => isWithin(listener, view)),
    );
    return { site, seenIn, listeners: unique(listeners) };
  });

interface Context {
  readonly sources: readonly Source[];
  readonly reader: Pick<Reader, 'tree' | 'aliases'>;
  readonly passing: ReadonlySet<string>;
}

function viewsOf(site: Site, context: Context): readonly View[] {
  const views: View[] = [{ source: site.source, expression: site.expression, scope: site.scope }];
  if (site.maker !== undefined) views.push(...callersOf(site.source, site.maker, context));
  for (const view of views) {
    if (views.length > maxViews) break;
    const more = [...derivedFrom(view, context), ...(view.scope ? [] : importersOf(view, context))];
    views.push(
      ...more.filter(
        (next) =>
          !views.some(({ source, expression }) => source === next.source && expression === next.expression),
      ),
    );
  }
  return views;
}

/** `const api = app.route(...)`: other names for the same app. */
function derivedFrom({ source, expression, scope }: View, { passing }: Context): readonly View[] {
  if (passing.size === 0) return [];
  return findAll(scope ?? source.program, isCall)
    .filter(
      ({ node }) =>
        passing.has(memberName(bare(node.callee)) ?? '') && startsAt(bare(node.callee), expression),
    )
    .flatMap(({ around }) => named(source, around));
}

/** The name of a declaration whose value is the app itself. */
function named(source: Source, around: readonly Node[]): readonly View[] {
  const holder = around.findIndex((node) => node.type !== 'AwaitExpression' && bare(node) === node);
  const declarator = around[holder];
  if (declarator?.type !== 'VariableDeclarator') return [];
  const name = nameGiven([declarator]);
  const scope = around.slice(holder).find(({ type }) => type === 'BlockStatement');
  return name === '' ? [] : [{ source, expression: name, scope }];
}

function importersOf({ source: home, expression }: View, { sources, reader }: Context): readonly View[] {
  const names = exportedNames(home, expression);
  return names.length === 0
    ? []
    : importsOf(home, names, sources, reader).map(({ source, local }) => ({
        source,
        expression: local,
        scope: undefined,
      }));
}

function importsOf(
  home: Source,
  names: readonly string[],
  sources: readonly Source[],
  { tree: { paths }, aliases }: Context['reader'],
): readonly { source: Source; local: string }[] {
  return sources
    .filter((source) => source !== home)
    .flatMap((source) =>
      bindingsOf(source)
        .filter(({ imported }) => names.includes(imported) || (imported === 'default' && names.includes('*')))
        .filter(({ module }) => resolveModule({ from: source.path, module, paths, aliases }) === home.path)
        .map(({ local }) => ({ source, local })),
    );
}

/** Variables that callers assign the result of an app factory to, in its own file and in files that import it. */
function callersOf(home: Source, maker: Node, { sources, reader }: Context): readonly View[] {
  const local = localNameOf(home, maker);
  const names = exportsOf(home)
    .filter(({ value }) => value === maker || (local !== undefined && pathText(value) === local))
    .map(({ name }) => name);
  const places = [
    ...(local === undefined ? [] : [{ source: home, local }]),
    ...importsOf(home, names, sources, reader),
  ];
  const called = places.flatMap(({ source, local: name }) =>
    findAll(source.program, isCall)
      .filter(({ node }) => pathText(bare(node.callee)) === name)
      .flatMap(({ around }) => named(source, around)),
  );
  return [...called, ...requiredCallsOf(home, names, sources, reader)];
}

/** `const app = require('./app')(options)`. */
function requiredCallsOf(
  home: Source,
  names: readonly string[],
  sources: readonly Source[],
  { tree: { paths }, aliases }: Context['reader'],
): readonly View[] {
  if (!names.includes('*')) return [];
  const calls = (source: Source): readonly NodeWithAncestors<CallExpression>[] =>
    findAll(source.program, isCall).filter(({ node }) => {
      const module = requiredModule(bare(node.callee));
      return (
        module !== undefined && resolveModule({ from: source.path, module, paths, aliases }) === home.path
      );
    });
  return sources.flatMap((source) => calls(source).flatMap(({ around }) => named(source, around)));
}

/** The name of a function in its own file. */
function localNameOf(source: Source, maker: Node): string | undefined {
  if (maker.type === 'FunctionDeclaration') return maker.id?.name;
  const declared = findAll(source.program, (node): node is Node => node === maker)[0]?.around[0];
  return declared?.type === 'VariableDeclarator' && declared.id.type === 'Identifier'
    ? declared.id.name
    : undefined;
}

const isWithin = ({ call: { node } }: Listener, { scope }: View): boolean =>
  scope === undefined || (scope.start <= node.start && node.end <= scope.end);

const unique = (listeners: readonly Listener[]): readonly Listener[] =>
  listeners.filter(
    (listener, at) => listeners.findIndex(({ call }) => call.node === listener.call.node) === at,
  );
