import MagicString from 'magic-string';
import type { Node } from 'oxc-parser';
import { printImports } from '../imports.js';
import { nameOf } from '../module-only.js';
import { declaredNames } from './declared-names.js';
import { inLoadOrder } from './load-order.js';
import { refuseClashes } from './refuse-clashes.js';
import { refuseLostComments } from './refuse-lost-comments.js';
import { isTest, refuseParts } from './part-names.js';
import { readMember, type Member } from './read-member.js';

/**
 * Joins a main and its parts into the text of one module:
 *
 *   members read -> clashes refused -> one block of imports -> the bodies, the main's first
 *
 * Imports among them are gone, and what the main does not hand on is no longer exported. Bodies stay as they are,
 * comments too.
 */
export function joinGroup(main: string, texts: ReadonlyMap<string, string>): string {
  const members = membersOf(main, texts);
  refuseClashes(main, members);
  for (const member of members) refuseLostComments(main, member);
  const handedOn = new Set(
    members.flatMap(({ links }) => links).flatMap(({ how, names }) => (how === 'handed on' ? names : [])),
  );
  const head = members.map((member) => (member.path === main ? headOf(member) : '')).join('');
  const bodies = inLoadOrder(members).map((member) =>
    bodyOf(member, member.path === main ? 'all' : handedOn),
  );
  const imports = printImports(members.flatMap((member) => member.imports));
  return `${head}${[imports.trim(), ...bodies].filter((part) => part !== '').join('\n\n')}\n`;
}

/** The main, then the parts as they are imported: those of the main first. Those of tests by name. */
function membersOf(main: string, texts: ReadonlyMap<string, string>): readonly Member[] {
  const group = new Set(texts.keys());
  const members = new Map<string, Member>();
  const paths = isTest(main) ? new Set([...group].sort(byName(main))) : new Set([main]);
  for (const path of paths) {
    const member = readMember(main, path, texts.get(path) ?? '', group);
    members.set(path, member);
    for (const link of member.links) paths.add(link.path);
  }
  const left = [...group].find((path) => !paths.has(path));
  if (left !== undefined) refuseParts(main, `${left}, which none of them imports`);
  for (const { path, links } of members.values())
    for (const link of links) {
      const missing = link.names.find((name) => members.get(link.path)?.exported.has(name) !== true);
      if (missing !== undefined)
        refuseParts(main, `${path}, which takes ${missing} from ${link.path}: it exports no such name`);
    }
  return [...members.values()];
}

/** The main first. */
const byName =
  (main: string) =>
  (a: string, b: string): number =>
    Number(b === main) - Number(a === main) || (a < b ? -1 : 1);

/** A comment over the imports of the main is about the whole file, and stays over them. */
function headOf({ text, program, dropped }: Member): string {
  const [first] = program.body;
  return first !== undefined && dropped.includes(first) ? text.slice(0, first.start) : '';
}

/** The text without imports, and without the word `export` but for names in `kept`. */
function bodyOf(member: Member, kept: ReadonlySet<string> | 'all'): string {
  const { text, program, dropped } = member;
  const out = new MagicString(text);
  if (kept === 'all' && headOf(member) !== '') out.remove(0, headOf(member).length);
  for (const statement of dropped) removeLines(out, text, statement);
  if (kept !== 'all')
    for (const statement of program.body)
      if (statement.type === 'ExportNamedDeclaration') keepInside(out, text, statement, kept);
  return out.toString().trim();
}

function keepInside(
  out: MagicString,
  text: string,
  statement: Node & { type: 'ExportNamedDeclaration' },
  kept: ReadonlySet<string>,
): void {
  const { start, end, declaration, specifiers, exportKind } = statement;
  if (declaration !== null) {
    if (!declaredNames(declaration).some((name) => kept.has(name))) out.remove(start, declaration.start);
    return;
  }
  const names = specifiers.map(({ exported }) => nameOf(exported));
  const left = names.filter((name) => kept.has(name));
  if (left.length === 0) removeLines(out, text, statement);
  else if (left.length < names.length)
    out.overwrite(start, end, `export ${exportKind === 'type' ? 'type ' : ''}{ ${left.join(', ')} };`);
}

/** Removes a statement with its line, and the blank lines behind it where some are before it. */
function removeLines(out: MagicString, text: string, { start, end }: Node): void {
  const apart = /(?:^|\n\s*\n)$/.test(text.slice(0, start));
  const rest = (apart ? /^[ \t]*(?:\n\s*)?/ : /^[ \t]*\n?/).exec(text.slice(end))?.[0] ?? '';
  out.remove(start, end + rest.length);
}
