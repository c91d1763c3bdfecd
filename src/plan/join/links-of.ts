import { parseSync, type Node } from 'oxc-parser';
import { stringOf } from '../../repo/ast.js';
import { nameOf } from '../module-only.js';
import { templateAt } from './part-names.js';

/** What one template takes from another one: to use it, or to hand it on. */
export interface Link {
  readonly to: string;
  readonly how: 'used' | 'handed on';
  /** As the other exports them; '*' for all. */
  readonly names: readonly string[];
}

/** Read once: verify makes a plan for each piece, and most of their files are the same. */
const known = new Map<string, readonly Link[]>();

/** The static imports and exports of a template that name other templates. */
export function linksOf(path: string, text: string): readonly Link[] {
  const key = `${path}\n${text}`;
  const links = known.get(key) ?? read(path, text);
  known.set(key, links);
  return links;
}

const read = (path: string, text: string): readonly Link[] =>
  path.endsWith('.ts')
    ? parseSync('template.ts', text).program.body.flatMap((statement) => linkOf(statement, path))
    : [];

function linkOf(statement: Node, path: string): readonly Link[] {
  const module = 'source' in statement ? stringOf(statement.source) : undefined;
  const to = module === undefined ? undefined : templateAt(module, path);
  if (to === undefined) return [];
  switch (statement.type) {
    case 'ImportDeclaration':
      return [{ to, how: 'used', names: statement.specifiers.map(nameTaken) }];
    case 'ExportNamedDeclaration':
      return [{ to, how: 'handed on', names: statement.specifiers.map(({ local }) => nameOf(local)) }];
    default:
      return [{ to, how: 'used', names: ['*'] }];
  }
}

type Specifier = (Node & { type: 'ImportDeclaration' })['specifiers'][number];

function nameTaken(one: Specifier): string {
  if (one.type === 'ImportSpecifier') return nameOf(one.imported);
  return one.type === 'ImportDefaultSpecifier' ? 'default' : '*';
}
