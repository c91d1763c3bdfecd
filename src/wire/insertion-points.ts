import type { Node } from 'oxc-parser';
import { bare, isCall, isFunction, memberName, pathText, some } from '../repo/ast.js';
import type { Source } from '../repo/source.js';
import { localName, rootCalls, takes } from './root-calls.js';
import { wiringOf, type Part, type Wanted } from './wiring-points.js';
import type { Reading } from '../repo/frameworks/recogniser.js';
import type { Site } from '../repo/frameworks/site.js';

/** Whether the file already has our call for this part on the app. */
export function isCalled(site: Site, part: Part, wanted: Wanted): boolean {
  const { name } = wiringOf(wanted, part);
  if (part === 'create') return isCreatedWith(site, localName(site.source, name, wanted.root));
  return rootCalls(site.source, name, wanted.root).some(({ node }) => takes(node, site.expression));
}

/** Whether the app is created with our options function. */
function isCreatedWith({ call }: Site, name: string | undefined): boolean {
  const [options] = call.arguments;
  return options !== undefined && name !== undefined && isCall(options) && pathText(options.callee) === name;
}

/** Identifies a statement by its file and text, which edits elsewhere in the file do not change. */
export const statementKey = (source: Source, { start, end }: Node): string =>
  `${source.path}\n${source.text.slice(start, end)}`;

/**
 * The statement to insert after: the creation, or the last of the repo's own mounts that directly follow it
 * and must come first.
 */
export function placeBehind(
  site: Pick<Site, 'source' | 'expression' | 'block' | 'index'>,
  { behind }: Wanted,
  own: ReadonlySet<string>,
  read: Reading,
): number {
  let place = site.index;
  for (const [at, statement] of site.block.entries()) {
    if (at <= site.index || !read.holdsRegistration(statement, site.expression, own)) continue;
    if (!behind.has(statementKey(site.source, statement))) break;
    place = at;
  }
  return place;
}

/**
 * The list of statements to insert into. For a class field that is the constructor's; index -1 means before
 * the first.
 */
export function insertionPoint(site: Site): { block: readonly Node[]; index: number } {
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

/** The last statement of the block that registers on the app. In a class, any call of its own methods may. */
export function lastRegistration(
  site: Site,
  block: readonly Node[],
  index: number,
  own: ReadonlySet<string>,
  read: Reading,
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

/**
 * Whether there is no place for a statement: an arrow function without braces creates the app, or a promise's
 * callback uses it.
 */
export const hasNoPlace = (site: Site): boolean => isBraceless(site) || isPromised(site);

/** `create().then((app) => ...)`. */
const isPromised = ({ source, value }: Site): boolean =>
  some(
    source.program,
    (node) =>
      node.type === 'MemberExpression' &&
      node.object === value &&
      ['then', 'catch', 'finally'].includes(memberName(node) ?? ''),
  );

/** Whether an arrow function without braces creates the app. */
function isBraceless({ block, index, call }: Site): boolean {
  const statement = block[index];
  return (
    statement !== undefined &&
    some(statement, (node) => isFunction(node) && node.start <= call.start && call.end <= node.end)
  );
}
