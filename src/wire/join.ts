import MagicString from 'magic-string';
import type { Node } from 'oxc-parser';
import type { Wiring } from '../define/framework.js';
import type { Slot } from '../define/words.js';
import { isCall, isFunction, memberName, bare, some } from '../repo/ast.js';
import { eolOf, indentAt } from '../repo/habits.js';
import { specifier } from '../repo/modules.js';
import type { App } from '../repo/repo.js';
import type { Source } from '../repo/source.js';
import { splitChain } from './chain.js';
import { addImport, insertAfter, inHabit, type Editing } from './insert.js';
import { isWrapped, localName, meansRoot, ownCalls, takes, type Root } from './own.js';
import type { Recogniser } from './recognisers.js';
import type { Site } from './site.js';

/** What is to be joined: which slots of the composition root, under which names. */
export interface Wanted {
  readonly slots: readonly Slot[];
  readonly wiring: Readonly<Record<Slot, Wiring>>;
  readonly root: Root;
  /** How relative imports end in this repo. */
  readonly suffix: string;
  /** Statements (by statementKey) that are mounts of theirs, which ours may follow where they come first: headers that our refusals should carry too. */
  readonly behind: ReadonlySet<string>;
}

/**
 * The files of an app with our statements in them, by path. Statements that are there already are not added again.
 * Works for every shape; only a plain one may be applied, and only after its proof.
 */
export function join(
  apps: readonly App[],
  wanted: Wanted,
  { read }: Recogniser,
): ReadonlyMap<string, string> {
  const edits = new Map<Source, { editing: Editing; names: Set<string>; before: Node }>();
  const edit = (source: Source, slot: Slot, at: Node): Editing => {
    const top = source.program.body.find((node) => node.start <= at.start && at.end <= node.end) ?? at;
    const known = edits.get(source);
    const found = known ?? {
      editing: { source, text: new MagicString(source.text) },
      names: new Set(),
      before: top,
    };
    if (top.start < found.before.start) found.before = top;
    found.names.add(wanted.wiring[slot].name);
    edits.set(source, found);
    return found.editing;
  };
  const own = new Set((['before', 'after', 'server'] as const).map((slot) => wanted.wiring[slot].name));

  for (const app of apps) {
    const { site } = app;
    const missing = wanted.slots.filter((slot) => slot !== 'server' && !isCalled(site, slot, wanted));
    const text = (slot: Slot, name: string): string => wanted.wiring[slot].text(name);
    const wrap = (expression: string): string =>
      wanted.slots.includes('server') ? wanted.wiring.server.text(expression) : expression;
    if (site.shape === 'chain' || site.shape === 'unnamed') {
      const editing = missing.map((slot) => edit(site.source, slot, site.call))[0];
      if (editing === undefined) continue;
      if (wanted.slots.includes('server')) edit(site.source, 'server', site.call);
      const statements = (name: string): { before: string[]; after: string[] } => ({
        before: missing.includes('before') ? [text('before', name)] : [],
        after: missing.includes('after') ? [text('after', name)] : [],
      });
      splitChain(editing, site, statements, wrap);
    } else joinStatements({ site, missing, wanted, own, read, edit });
    if (wanted.slots.includes('server')) wrapListeners(app, wanted, edit);
  }

  const texts = new Map<string, string>();
  for (const [source, { editing, names, before }] of edits) {
    addImport(editing, {
      names: [...names].sort(
        (a, b) => order.indexOf(slotNamed(a, wanted)) - order.indexOf(slotNamed(b, wanted)),
      ),
      module: specifier(source.path, wanted.root.stem, wanted.suffix),
      isOurs: (module) => meansRoot(source.path, module, wanted.root),
      before,
    });
    texts.set(source.path, source.bom + editing.text.toString());
  }
  return texts;
}

type Edit = (source: Source, slot: Slot, at: Node) => Editing;

function joinStatements({
  site,
  missing,
  wanted,
  own,
  read,
  edit,
}: {
  readonly site: Site;
  readonly missing: readonly Slot[];
  readonly wanted: Wanted;
  readonly own: ReadonlySet<string>;
  readonly read: Recogniser['read'];
  readonly edit: Edit;
}): void {
  const { block, index } = placeOf(site);
  const text = (slot: Slot): string => wanted.wiring[slot].text(site.expression);
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

function wrapListeners(app: App, wanted: Wanted, edit: Edit): void {
  const [open = '', close = ''] = wanted.wiring.server.text('\0').split('\0');
  for (const { source, call } of app.listeners) {
    if (isWrapped(call.around, localName(source, wanted.wiring.server.name, wanted.root))) continue;
    const { text } = edit(source, 'server', call.node);
    text.appendLeft(call.node.start, open);
    text.appendRight(call.node.end, close);
  }
}

const order: readonly Slot[] = ['before', 'after', 'server'];
const slotNamed = (name: string, { wiring }: Wanted): Slot =>
  order.find((slot) => wiring[slot].name === name) ?? 'before';

/** Whether our call for this slot is on the app already, anywhere in its file. */
export const isCalled = (site: Site, slot: Slot, wanted: Wanted): boolean =>
  ownCalls(site.source, wanted.wiring[slot].name, wanted.root).some(({ node }) =>
    takes(node, site.expression),
  );

/** A statement by its file and text, which an edit elsewhere in the file leaves as they are. */
export const statementKey = (source: Source, { start, end }: Node): string =>
  `${source.path}\n${source.text.slice(start, end)}`;

/** The creating statement, or the last of those mounts of theirs that directly lead the registrations. */
export function placeBehind(
  site: Site,
  { behind }: Wanted,
  own: ReadonlySet<string>,
  read: Recogniser['read'],
): number {
  let place = site.index;
  for (const [at, statement] of site.block.entries()) {
    if (at <= site.index || !read.holdsRegistration(statement, site.expression, own)) continue;
    if (!behind.has(statementKey(site.source, statement))) break;
    place = at;
  }
  return place;
}

/** The statements among which ours go. A class field has its place in the constructor; index -1 means before the first. */
function placeOf(site: Site): { block: readonly Node[]; index: number } {
  const statement = site.block[site.index];
  if (site.shape !== 'class' || statement?.type === 'ExpressionStatement') return site;
  const body = constructorOf(statement, site);
  return body === undefined ? site : { block: body, index: -1 };
}

function constructorOf(statement: Node | undefined, site: Site): readonly Node[] | undefined {
  let found: readonly Node[] | undefined;
  if (statement !== undefined)
    some(statement, (node) => {
      if (node.type !== 'ClassBody' || site.call.start < node.start || node.end < site.call.end) return false;
      for (const member of node.body)
        if (member.type === 'MethodDefinition' && member.kind === 'constructor')
          found = member.value.body?.body;
      return true;
    });
  return found;
}

function insertFirst(editing: Editing, block: readonly Node[], statement: string): void {
  const { source, text } = editing;
  const first = block[0];
  if (first === undefined) return;
  const line = inHabit(source, statement);
  text.appendLeft(first.start, `${line}${eolOf(source.text)}${indentAt(source.text, first.start)}`);
}

/** The last statement of the block that registers on the app; in a class, any call of its own methods may. */
function lastRegistration(
  site: Site,
  block: readonly Node[],
  index: number,
  own: ReadonlySet<string>,
  read: Recogniser['read'],
): number {
  const registers = (statement: Node, place: number): boolean => {
    if (place <= index) return false;
    if (site.shape === 'class') return !isListening(statement) && statement.type === 'ExpressionStatement';
    return read.holdsRegistration(statement, site.expression, own);
  };
  const last = block.findLastIndex(registers);
  return last === -1 ? index : last;
}

const isListening = (statement: Node): boolean =>
  some(statement, (node) => isCall(node) && memberName(bare(node.callee)) === 'listen' && !isFunction(node));
