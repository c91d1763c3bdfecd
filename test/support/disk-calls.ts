import { parseSync, type Node } from 'oxc-parser';
import { visit } from '../../src/repo/visit.js';

/** The functions by which a module changes a disk, and whether it opens files at all. */
export interface DiskCalls {
  readonly changes: readonly string[];
  readonly opens: 'files' | 'nothing';
}

const modules = /^(?:(?:node:)?fs(?:\/promises)?|fs-extra)$/;

/** openSync writes or reads, depending on its flags, so it counts; files that only read are listed in the test. */
const changing =
  /^(?:write|append|mk|rm|rename|unlink|copy|cp|symlink|link|l?chmod|fchmod|[lf]?chown|f?truncate|[lf]?utimes|output|move|remove|ensure|empty|createWriteStream|open(?:Sync|AsBlob)?$)/;

/** Finds in the syntax tree what a module uses of file modules, as imported names or as members. */
export function diskCalls(path: string, text: string): DiskCalls {
  const { program, errors } = parseSync(path, text);
  if (errors.length > 0) throw new Error(`${path} does not parse: ${errors[0]?.message ?? ''}`);
  const [whole, names] = [new Set<string>(), new Set<string>()];
  let opens: DiskCalls['opens'] = 'nothing';
  visit(program, (node) => {
    const from = sourceOf(node);
    if (from === undefined || !modules.test(from) || isOfTypes(node)) return 'go on';
    opens = 'files';
    if (node.type === 'ImportDeclaration')
      for (const one of node.specifiers) {
        if (one.type === 'ImportSpecifier') names.add(nameOf(one.imported));
        else whole.add(one.local.name);
      }
    else names.add('writeFile of a module that is loaded late');
    return 'go on';
  });
  visit(program, (node) => {
    if (node.type === 'MemberExpression' && node.object.type === 'Identifier' && whole.has(node.object.name))
      names.add(node.computed ? (textOf(node.property) ?? anyName) : nameOf(node.property));
    return 'go on';
  });
  return { changes: [...names].filter((name) => changing.test(name)).sort(), opens };
}

function sourceOf(node: Node): string | undefined {
  if (node.type === 'ImportDeclaration' || node.type === 'ImportExpression') return textOf(node.source);
  const isRequire =
    node.type === 'CallExpression' && node.callee.type === 'Identifier' && node.callee.name === 'require';
  return isRequire ? textOf(node.arguments[0]) : undefined;
}

const textOf = (node: Node | null | undefined): string | undefined =>
  node?.type === 'Literal' && typeof node.value === 'string' ? node.value : undefined;

/** A computed name may be any function, so it counts as one that writes. */
const anyName = 'write, by a name that is computed';

const nameOf = (node: Node): string => (node.type === 'Identifier' ? node.name : (textOf(node) ?? ''));

const isOfTypes = (node: Node): boolean =>
  node.type === 'ImportDeclaration' &&
  (node.importKind === 'type' ||
    (node.specifiers.length > 0 &&
      node.specifiers.every((one) => one.type === 'ImportSpecifier' && one.importKind === 'type')));

/** How often a module ends its process, or sets its exit code. */
export function endsOfProcess(path: string, text: string): number {
  let count = 0;
  visit(parseSync(path, text).program, (node) => {
    const ends =
      node.type === 'MemberExpression' &&
      node.object.type === 'Identifier' &&
      node.object.name === 'process' &&
      ['exit', 'exitCode', 'abort', 'reallyExit'].includes(nameOf(node.property));
    if (ends) count += 1;
    return 'go on';
  });
  return count;
}
