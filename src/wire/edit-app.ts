import MagicString from 'magic-string';
import type { Node } from 'oxc-parser';
import { eolOf } from '../repo/eol.js';
import { indentAt } from '../repo/habits.js';
import { specifier } from '../repo/modules.js';
import type { App } from '../repo/app.js';
import type { Source } from '../repo/source.js';
import { splitChain, takeBeginning } from './chain.js';
import { addImport, insertAfter, inHabit, type Editing } from './insert.js';
import { isWrapped, localName, meansRoot } from './root-calls.js';
import { ownNames, partOrder, wiringOf, wrapOf, type Part, type Wanted } from './wiring-points.js';
import { hasNoPlace, isCalled, lastRegistration, placeBehind, insertionPoint } from './insertion-points.js';
import type { Recogniser } from '../repo/frameworks/recogniser.js';
import type { Site } from '../repo/frameworks/site.js';

/**
 * The files of an app with our statements in them, by path. Statements that are there already are not added again.
 * Works for every shape; only one that the framework's recogniser names may be applied, and only after its proof.
 */
export function editApp(
  apps: readonly App[],
  wanted: Wanted,
  recogniser: Recogniser,
): ReadonlyMap<string, string> {
  const edits = new Map<Source, { editing: Editing; parts: Set<Part>; before: Node }>();
  const edit = (source: Source, part: Part, at: Node): Editing => {
    const top = source.program.body.find((node) => node.start <= at.start && at.end <= node.end) ?? at;
    const known = edits.get(source);
    const found = known ?? {
      editing: { source, text: new MagicString(source.text) },
      parts: new Set(),
      before: top,
    };
    if (top.start < found.before.start) found.before = top;
    found.parts.add(part);
    edits.set(source, found);
    return found.editing;
  };

  for (const app of apps) {
    const { site } = app;
    const missing = wanted.parts.filter((part) => part !== 'server' && !isCalled(site, part, wanted));
    const isSplit = site.shape === 'chain' || site.shape === 'unnamed';
    if (isSplit && hasNoPlace(site)) continue;
    if (isSplit) takeOut({ site, missing, wanted, recogniser, edit });
    else joinStatements({ site, missing, wanted, recogniser, edit });
    if (wanted.parts.includes('server')) wrapListeners(app, wanted, edit);
  }

  const texts = new Map<string, string>();
  for (const [source, { editing, parts, before }] of edits) {
    addImport(editing, {
      names: partOrder.filter((part) => parts.has(part)).map((part) => wiringOf(wanted, part).name),
      module: specifier(source.path, wanted.root.stem, wanted.suffix),
      isOurs: (module) => meansRoot(source.path, module, wanted.root),
      before,
    });
    texts.set(source.path, source.bom + editing.text.toString());
  }
  return texts;
}

interface Joining {
  readonly site: Site;
  readonly missing: readonly Part[];
  readonly wanted: Wanted;
  readonly recogniser: Recogniser;
  readonly edit: (source: Source, part: Part, at: Node) => Editing;
}

/** An app without a statement of its own gets one. */
function takeOut({ site, missing, wanted, recogniser, edit }: Joining): void {
  const editing = missing.map((part) => edit(site.source, part, site.call))[0];
  if (editing === undefined) return;
  const statements = (name: string): { before: string[]; after: string[] } => ({
    before: missing.includes('before') ? [wiringOf(wanted, 'before').text(name)] : [],
    after: missing.includes('after') ? [wiringOf(wanted, 'after').text(name)] : [],
  });
  const creation = missing.includes('create') ? securedCreation(site, wanted) : textOf(site);
  if (recogniser.split === 'beginning') return takeBeginning(editing, site, statements, creation);
  const wrapsServer = wanted.parts.includes('server');
  if (wrapsServer) edit(site.source, 'server', site.call);
  splitChain(editing, site, statements, {
    creation,
    wrap: (expression) => (wrapsServer ? wiringOf(wanted, 'server').text(expression) : expression),
  });
}

function joinStatements({ site, missing, wanted, recogniser: { read }, edit }: Joining): void {
  const own = ownNames(wanted);
  const { block, index } = insertionPoint(site);
  const text = (part: Part): string => wiringOf(wanted, part).text(site.expression);
  if (missing.includes('create')) wrapOptions(edit(site.source, 'create', site.call), site, wanted);
  if (missing.includes('before')) {
    const editing = edit(site.source, 'before', site.call);
    const place = index >= 0 ? placeBehind({ ...site, block, index }, wanted, own, read) : index;
    if (place >= 0) insertAfter(editing, block, place, [text('before')]);
    else insertFirst(editing, block, text('before'));
  }
  if (!missing.includes('after')) return;
  const last = lastRegistration(site, block, index, own, read);
  insertAfter(edit(site.source, 'after', site.call), block, Math.max(last, 0), [text('after')]);
}

/** The options go through our function; where there are none, its own are all. */
function wrapOptions({ text }: Editing, { call }: Site, wanted: Wanted): void {
  const [open, close] = wrapOf(wanted, 'create');
  const [options] = call.arguments;
  if (options === undefined) {
    text.appendLeft(call.end - 1, open + close);
    return;
  }
  text.appendLeft(options.start, open);
  text.appendRight(options.end, close);
}

function securedCreation(site: Site, wanted: Wanted): string {
  const text = new MagicString(site.source.text);
  wrapOptions({ source: site.source, text }, site, wanted);
  return text.slice(site.value.start, site.value.end);
}

const textOf = ({ source, value }: Site): string => source.text.slice(value.start, value.end);

function wrapListeners(app: App, wanted: Wanted, edit: Joining['edit']): void {
  const [open, close] = wrapOf(wanted, 'server');
  for (const { source, call } of app.listeners) {
    if (isWrapped(call.around, localName(source, wiringOf(wanted, 'server').name, wanted.root))) continue;
    const { text } = edit(source, 'server', call.node);
    text.appendLeft(call.node.start, open);
    text.appendRight(call.node.end, close);
  }
}

function insertFirst(editing: Editing, block: readonly Node[], statement: string): void {
  const { source, text } = editing;
  const first = block[0];
  if (first === undefined) return;
  const line = inHabit(source, statement);
  text.appendLeft(first.start, `${line}${eolOf(source.text)}${indentAt(source.text, first.start)}`);
}
