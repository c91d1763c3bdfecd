import type { Node } from 'oxc-parser';
import { isFunction, some, isCall } from '../repo/ast.js';
import { appsOf } from '../repo/apps.js';
import type { DetectedRepo } from '../repo/detected-repo.js';
import type { App } from '../repo/app.js';
import { isProblem, lineOf, parseSource, type Source } from '../repo/source.js';
import { isWrapped, localName, rootCalls, takes } from './root-calls.js';
import { ownNames, wiringOf, type Wanted } from './wiring-points.js';
import { isCalled, placeBehind } from './insertion-points.js';
import type { Reading, Recogniser } from '../repo/frameworks/recogniser.js';
import type { Site } from '../repo/frameworks/site.js';

/**
 * Reads the edited files again, as if they were a stranger's, and says what is not as it must be; undefined when all is proven:
 * the app is created with our options, the first call sits on the app that listens and before everything that registers on it,
 * the last one behind all of that, and every listening server is handed over.
 */
export function disproof({
  app,
  repo,
  texts,
  wanted,
  recogniser,
}: {
  readonly app: App;
  readonly repo: DetectedRepo;
  readonly texts: ReadonlyMap<string, string>;
  readonly wanted: Wanted;
  readonly recogniser: Recogniser;
}): string | undefined {
  const sources: Source[] = [];
  for (const source of repo.sources) {
    const text = texts.get(source.path);
    const parsed = text === undefined ? source : parseSource(source.path, text);
    if (isProblem(parsed)) return `the edited ${source.path} would not parse: ${parsed.message}`;
    sources.push(parsed);
  }
  // An insertion makes no app and takes none away, so the same place in the list is the same app.
  const edited = appsOf(sources, repo.reader, recogniser)[repo.apps.indexOf(app)];
  const { path } = app.site.source;
  if (
    edited?.site.source.path !== path ||
    edited.site.expression !== app.site.expression ||
    !recogniser.shapes.includes(edited.site.shape)
  )
    return `${path} no longer creates the app in a statement of its own`;
  if (edited.listeners.length === 0) return `the app in ${path} would no longer be the one that listens`;
  if (wanted.parts.includes('create') && !isCalled(edited.site, 'create', wanted))
    return `${path} does not create the app with ${wiringOf(wanted, 'create').name}`;
  return (
    order(edited.site, wanted, recogniser.read) ??
    elsewhere(edited, wanted, recogniser.read) ??
    servers(edited, wanted)
  );
}

/** Before everything, and behind everything, among the statements that follow the creation. */
function order(site: Site, wanted: Wanted, read: Reading): string | undefined {
  const { source, block, index, expression } = site;
  const own = ownNames(wanted);
  const places = block.flatMap((statement, place) =>
    read.holdsRegistration(statement, expression, own) ? [place] : [],
  );
  const theirs = placeBehind(site, wanted, own, read);
  const first = places.find((place) => place > theirs) ?? block.length;
  const last = places.at(-1) ?? index;
  const line = (place: number): string => `${source.path}:${lineOf(source.text, block[place]?.start ?? 0)}`;
  const among = site.scope === undefined ? `at the top level of ${source.path}` : 'beside its creation';
  if (wanted.parts.includes('before')) {
    const { name } = wiringOf(wanted, 'before');
    const place = placeOfCall(site, name, wanted);
    if (place === undefined) return `${name} is not called on ${expression} ${among}`;
    if (place <= index || place > first)
      return `${line(first)} registers on ${expression} before ${name} is called`;
  }
  if (wanted.parts.includes('after')) {
    const { name } = wiringOf(wanted, 'after');
    const place = placeOfCall(site, name, wanted);
    if (place === undefined) return `${name} is not called on ${expression} ${among}`;
    if (place < last) return `${line(last)} registers on ${expression} after ${name} is called`;
  }
  return undefined;
}

/** The statement of the block that is our call on this app. */
function placeOfCall(site: Site, name: string, wanted: Wanted): number | undefined {
  const calls = rootCalls(site.source, name, wanted.root).filter(({ node }) => takes(node, site.expression));
  const place = site.block.findIndex(
    (statement) =>
      statement.type === 'ExpressionStatement' && calls.some(({ node }) => node === statement.expression),
  );
  return place === -1 ? undefined : place;
}

/** What registers later or in other files would come behind our last call, or nobody knows when. */
function elsewhere({ site, seenIn }: App, wanted: Wanted, read: Reading): string | undefined {
  if (!wanted.parts.includes('after')) return undefined;
  const own = ownNames(wanted);
  for (const { source, expression } of seenIn) {
    const late = read.lateRegistrations(source, expression, own)[0];
    if (late !== undefined)
      return `${source.path}:${lineOf(source.text, late.node.start)} registers on ${expression} inside a function, so what comes last cannot be read`;
    const here = source.program.body.find((statement: Node) =>
      read.holdsRegistration(statement, expression, own),
    );
    if (source.path !== site.source.path && here !== undefined)
      return `${source.path}:${lineOf(source.text, here.start)} registers on ${expression} outside ${site.source.path}`;
  }
  return undefined;
}

function servers({ listeners }: App, wanted: Wanted): string | undefined {
  if (!wanted.parts.includes('server')) return undefined;
  const { name } = wiringOf(wanted, 'server');
  const open = listeners.find(
    ({ source, call }) => !isWrapped(call.around, localName(source, name, wanted.root)),
  );
  return open === undefined
    ? undefined
    : `${open.source.path}:${lineOf(open.source.text, open.call.node.start)} listens without ${name}`;
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
