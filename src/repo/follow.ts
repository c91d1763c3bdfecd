import type { Node } from 'oxc-parser';
import { bare, children, findAll, isCall, pathText, required } from './ast.js';
import { bindingsOf } from './bindings.js';
import { exportsOf } from './exports.js';
import { resolveModule } from './modules.js';
import type { Reader } from './reader.js';
import type { Source } from './source.js';

/** Names are followed through this many files and variables; what is deeper counts as unknown. */
const maxDepth = 6;

/** An expression, and the file that it stands in. */
export interface Place {
  readonly source: Source;
  readonly node: Node;
}

/** What a name stands for at the top level of a file: its local value, or the exported value of another file of the repo. */
export function valueOf(name: string, source: Source, reader: Reader, depth = 0): Place | undefined {
  if (depth > maxDepth) return undefined;
  const binding = bindingsOf(source).find(({ local }) => local === name);
  if (binding === undefined) return localValue(name, source);
  const path = resolveModule({
    from: source.path,
    module: binding.module,
    paths: reader.tree.paths,
    aliases: reader.aliases,
  });
  const other = path === undefined ? undefined : reader.source(path);
  if (other === undefined) return undefined;
  const exported =
    exportsOf(other).find((entry) => entry.name === binding.imported) ??
    exportsOf(other).find((entry) => entry.name === '*' && binding.imported === 'default');
  if (exported === undefined) return undefined;
  const path_ = pathText(exported.value);
  return path_ === undefined
    ? { source: other, node: exported.value }
    : (valueOf(path_, other, reader, depth + 1) ?? { source: other, node: exported.value });
}

function localValue(name: string, source: Source): Place | undefined {
  for (const statement of source.program.body) {
    const inner =
      statement.type === 'ExportNamedDeclaration' ? (statement.declaration ?? statement) : statement;
    if (inner.type === 'FunctionDeclaration' && inner.id?.name === name) return { source, node: inner };
    if (inner.type !== 'VariableDeclaration') continue;
    for (const { id, init } of inner.declarations)
      if (id.type === 'Identifier' && id.name === name && init !== null) return { source, node: bare(init) };
  }
  return undefined;
}

/** A package that an expression is made of; 'member' when only a part of it is taken, as in `helmet.frameguard()`. */
export interface Use {
  readonly package: string;
  readonly as: 'whole' | 'member';
  /** What a person sees in its place: `enableCors()`. */
  readonly named?: string;
}

/** The packages behind an expression, followed through variables and through the repo's own files. */
export function packagesBehind({ source, node }: Place, reader: Reader, depth = 0): readonly Use[] {
  if (depth > maxDepth) return [];
  const bindings = bindingsOf(source);
  const own = isCall(node) ? required(node) : undefined;
  if (own !== undefined) return isPackage(own, source, reader) ? [{ package: own, as: 'whole' }] : [];
  const inline = findAll(node, isCall).flatMap(({ node: call }) => {
    const module = required(call);
    return module !== undefined && isPackage(module, source, reader)
      ? [{ package: module, as: 'whole' as const }]
      : [];
  });
  const named = names(node).flatMap(({ name, as }): readonly Use[] => {
    const binding = bindings.find(({ local }) => local === name);
    if (binding !== undefined && isPackage(binding.module, source, reader))
      return [
        {
          package: binding.module,
          as: binding.imported === 'default' || binding.imported === '*' ? as : 'whole',
        },
      ];
    const value = valueOf(name, source, reader, depth);
    return value === undefined || value.node === node ? [] : packagesBehind(value, reader, depth + 1);
  });
  return [...inline, ...named];
}

function isPackage(module: string, source: Source, reader: Reader): boolean {
  if (module.startsWith('.') || module.startsWith('node:')) return false;
  const { paths } = reader.tree;
  return resolveModule({ from: source.path, module, paths, aliases: reader.aliases }) === undefined;
}

/** The names that an expression refers to, and whether a member of them is taken. Property names are not references. */
function names(node: Node, parent?: Node): readonly { name: string; as: Use['as'] }[] {
  if (node.type === 'Identifier') {
    if (parent?.type === 'MemberExpression' && parent.property === node && !parent.computed) return [];
    if (parent?.type === 'Property' && parent.key === node && !parent.shorthand) return [];
    const as = parent?.type === 'MemberExpression' && parent.object === node ? 'member' : 'whole';
    return [{ name: node.name, as }];
  }
  return children(node).flatMap((child) => names(child, node));
}
