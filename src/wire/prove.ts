import type { Node } from 'oxc-parser';
import { isFunction, some, isCall } from '../repo/ast.js';
import type { App } from '../repo/repo.js';
import { isProblem, lineOf, parseSource, type Source } from '../repo/source.js';
import { placeBehind, type Wanted } from './join.js';
import { isWrapped, localName, ownCalls, takes } from './own.js';
import type { Recogniser } from './recognisers.js';
import type { Site } from './site.js';

/**
 * Reads the edited files again, as if they were a stranger's, and says what is not as it must be; undefined when all is proven:
 * the first call sits on the app that listens and before everything that registers on it, the last one behind all of that,
 * and every listening server is handed over.
 */
export function disproof(
  app: App,
  texts: ReadonlyMap<string, string>,
  wanted: Wanted,
  { read }: Recogniser,
): string | undefined {
  const sources = new Map<string, Source>();
  for (const { source } of app.seenIn) {
    const parsed = parseSource(source.path, texts.get(source.path) ?? source.bom + source.text);
    if (isProblem(parsed)) return `the edited ${source.path} would not parse: ${parsed.message}`;
    sources.set(source.path, parsed);
  }
  const own = new Set(Object.values(wanted.wiring).map(({ name }) => name));
  const home = sources.get(app.site.source.path);
  const site = home && read.sitesOf(home).find(({ expression }) => expression === app.site.expression);
  if (site?.shape !== 'plain')
    return `${app.site.source.path} no longer creates the app in a plain statement`;
  return (
    order(site, wanted, own, read) ??
    elsewhere(app, sources, wanted, own, read) ??
    servers(app, sources, wanted, read)
  );
}

/** Before everything, and behind everything, in the app's own file. */
function order(
  site: Site,
  wanted: Wanted,
  own: ReadonlySet<string>,
  read: Recogniser['read'],
): string | undefined {
  const { source, block, index, expression } = site;
  const places = block.flatMap((statement, place) =>
    read.holdsRegistration(statement, expression, own) ? [place] : [],
  );
  const theirs = placeBehind(site, wanted, own, read);
  const first = places.find((place) => place > theirs) ?? block.length;
  const last = places.at(-1) ?? index;
  const line = (place: number): string => `${source.path}:${lineOf(source.text, block[place]?.start ?? 0)}`;
  if (wanted.slots.includes('before')) {
    const { name } = wanted.wiring.before;
    const place = placeOfCall(site, name, wanted);
    if (place === undefined)
      return `${name} is not called on ${expression} at the top level of ${source.path}`;
    if (place <= index || place > first)
      return `${line(first)} registers on ${expression} before ${name} is called`;
  }
  if (wanted.slots.includes('after')) {
    const { name } = wanted.wiring.after;
    const place = placeOfCall(site, name, wanted);
    if (place === undefined)
      return `${name} is not called on ${expression} at the top level of ${source.path}`;
    if (place < last) return `${line(last)} registers on ${expression} after ${name} is called`;
  }
  return undefined;
}

/** The statement of the block that is our call on this app. */
function placeOfCall(site: Site, name: string, wanted: Wanted): number | undefined {
  const calls = ownCalls(site.source, name, wanted.root).filter(({ node }) => takes(node, site.expression));
  const place = site.block.findIndex(
    (statement) =>
      statement.type === 'ExpressionStatement' && calls.some(({ node }) => node === statement.expression),
  );
  return place === -1 ? undefined : place;
}

/** What registers later or in other files would come behind our last call, or nobody knows when. */
function elsewhere(
  app: App,
  sources: ReadonlyMap<string, Source>,
  wanted: Wanted,
  own: ReadonlySet<string>,
  read: Recogniser['read'],
): string | undefined {
  if (!wanted.slots.includes('after')) return undefined;
  for (const { source: old, expression } of app.seenIn) {
    const source = sources.get(old.path) ?? old;
    const late = read.lateRegistrations(source, expression, own)[0];
    if (late !== undefined)
      return `${source.path}:${lineOf(source.text, late.node.start)} registers on ${expression} inside a function, so what comes last cannot be read`;
    const here = source.program.body.find((statement: Node) =>
      read.holdsRegistration(statement, expression, own),
    );
    if (source.path !== app.site.source.path && here !== undefined)
      return `${source.path}:${lineOf(source.text, here.start)} registers on ${expression} outside ${app.site.source.path}`;
  }
  return undefined;
}

function servers(
  app: App,
  sources: ReadonlyMap<string, Source>,
  wanted: Wanted,
  read: Recogniser['read'],
): string | undefined {
  if (!wanted.slots.includes('server')) return undefined;
  for (const { source: old, expression } of app.seenIn) {
    const source = sources.get(old.path) ?? old;
    const name = localName(source, wanted.wiring.server.name, wanted.root);
    const open = read.listenersOf(source, expression).find(({ call }) => !isWrapped(call.around, name));
    if (open !== undefined && read.listens(source))
      return `${source.path}:${lineOf(source.text, open.call.node.start)} listens without ${wanted.wiring.server.name}`;
  }
  return undefined;
}

/** Whether a name is taken in a file by something that is not ours. */
export function isTaken(source: Source, name: string, wanted: Wanted): boolean {
  if (localName(source, name, wanted.root) !== undefined) return false;
  return some(source.program, (node) => {
    if (node.type === 'VariableDeclarator') return node.id.type === 'Identifier' && node.id.name === name;
    if (node.type === 'ImportSpecifier' || node.type === 'ImportDefaultSpecifier')
      return node.local.name === name;
    if (isFunction(node) && node.type === 'FunctionDeclaration') return node.id?.name === name;
    return isCall(node) && node.callee.type === 'Identifier' && node.callee.name === name;
  });
}
