import type { Node } from 'oxc-parser';
import { bare, findAll, isCall, pathText, requiredModule } from './ast.js';
import { bindingsOf, type Binding } from './bindings.js';
import { exportsOf } from './exports.js';
import { resolveModule } from './modules.js';
import type { Reader } from './reader.js';
import type { Source } from './source.js';

/** Names are followed through this many files and variables; after that they are unknown. */
const maxDepth = 6;

/** An expression and its file. */
export interface CodePlace {
  readonly source: Source;
  readonly node: Node;
}

/** Finds what a top-level name of a file stands for: a local value, or an export of another file. */
export function valueOf(name: string, source: Source, reader: Reader): CodePlace | undefined {
  let place: CodePlace | undefined;
  let [wanted, from] = [name, source];
  for (let depth = 0; depth <= maxDepth; depth += 1) {
    const binding = indexOf(from).bindings.get(wanted);
    if (binding === undefined) return localValue(wanted, from) ?? place;
    const path = resolveModule({
      from: from.path,
      module: binding.module,
      paths: reader.tree.paths,
      aliases: reader.aliases,
    });
    const other = path === undefined ? undefined : reader.source(path);
    if (other === undefined) return place;
    const { exported } = indexOf(other);
    const value =
      exported.get(binding.imported) ?? (binding.imported === 'default' ? exported.get('*') : undefined);
    if (value === undefined) return place;
    place = { source: other, node: value };
    const next = pathText(value);
    if (next === undefined) return place;
    [wanted, from] = [next, other];
  }
  return place;
}

/** The names of a file, for fast look-up. The first declaration of a name counts. */
interface Index {
  readonly bindings: ReadonlyMap<string, Binding>;
  readonly exported: ReadonlyMap<string, Node>;
  readonly values: ReadonlyMap<string, Node>;
}

const indexes = new WeakMap<Source, Index>();

function indexOf(source: Source): Index {
  const known = indexes.get(source);
  if (known !== undefined) return known;
  const index = {
    bindings: firsts(bindingsOf(source).map((binding) => [binding.local, binding])),
    exported: firsts(exportsOf(source).map(({ name, value }) => [name, value])),
    values: firsts(valuesOf(source)),
  };
  indexes.set(source, index);
  return index;
}

const firsts = <T>(pairs: readonly (readonly [string, T])[]): ReadonlyMap<string, T> =>
  new Map(pairs.toReversed());

function localValue(name: string, source: Source): CodePlace | undefined {
  const node = indexOf(source).values.get(name);
  return node === undefined ? undefined : { source, node };
}

const valuesOf = ({ program }: Source): readonly (readonly [string, Node])[] =>
  program.body.flatMap((statement): readonly (readonly [string, Node])[] => {
    const inner =
      statement.type === 'ExportNamedDeclaration' ? (statement.declaration ?? statement) : statement;
    if (inner.type === 'FunctionDeclaration' && inner.id !== null) return [[inner.id.name, inner]];
    if (inner.type !== 'VariableDeclaration') return [];
    return inner.declarations.flatMap(({ id, init }): readonly (readonly [string, Node])[] =>
      id.type === 'Identifier' && init !== null ? [[id.name, bare(init)]] : [],
    );
  });

/** A package that an expression uses; 'member' if it uses only a part, as in `helmet.frameguard()`. */
export interface Use {
  readonly package: string;
  readonly as: 'whole' | 'member';
  /** The name that a person sees in the code: `enableCors()`. */
  readonly named?: string;
}

/**
 * The packages behind an expression, followed through variables and the repo's files. Each value is visited
 * once, level by level, so functions that refer to each other cause no endless loop.
 */
export function packagesBehind(place: CodePlace, reader: Reader): readonly Use[] {
  const uses: Use[] = [];
  const seen = new Set<Node>([place.node]);
  let level: readonly CodePlace[] = [place];
  for (let depth = 0; depth <= maxDepth && level.length > 0; depth += 1) {
    const next: CodePlace[] = [];
    for (const each of level) {
      const behind = behindOf(each, reader);
      uses.push(...behind.uses);
      for (const value of behind.values) {
        if (seen.has(value.node)) continue;
        seen.add(value.node);
        next.push(value);
      }
    }
    level = next;
  }
  return uses;
}

/** What one expression names directly: packages, and values to follow. */
interface Behind {
  readonly uses: readonly Use[];
  readonly values: readonly CodePlace[];
}

const behinds = new WeakMap<Reader, WeakMap<Node, Behind>>();

function behindOf(place: CodePlace, reader: Reader): Behind {
  const known = behinds.get(reader) ?? new WeakMap<Node, Behind>();
  behinds.set(reader, known);
  const behind = known.get(place.node) ?? namedBy(place, reader);
  known.set(place.node, behind);
  return behind;
}

function namedBy({ source, node }: CodePlace, reader: Reader): Behind {
  const own = isCall(node) ? requiredModule(node) : undefined;
  if (own !== undefined)
    return { uses: isPackage(own, source, reader) ? [{ package: own, as: 'whole' }] : [], values: [] };
  const uses: Use[] = findAll(node, isCall).flatMap(({ node: call }) => {
    const module = requiredModule(call);
    return module !== undefined && isPackage(module, source, reader)
      ? [{ package: module, as: 'whole' as const }]
      : [];
  });
  const values: CodePlace[] = [];
  const { bindings } = indexOf(source);
  for (const { name, as } of names(node)) {
    const binding = bindings.get(name);
    if (binding !== undefined && isPackage(binding.module, source, reader)) {
      const whole = binding.imported === 'default' || binding.imported === '*' ? as : 'whole';
      uses.push({ package: binding.module, as: whole });
      continue;
    }
    const value = valueOf(name, source, reader);
    if (value !== undefined && value.node !== node) values.push(value);
  }
  return { uses, values };
}

function isPackage(module: string, source: Source, reader: Reader): boolean {
  if (module.startsWith('.') || module.startsWith('node:')) return false;
  const { paths } = reader.tree;
  return resolveModule({ from: source.path, module, paths, aliases: reader.aliases }) === undefined;
}

/**
 * The names that an expression refers to, each once, and whether only a member of them is used. Property
 * names do not count.
 */
function names(root: Node): readonly { name: string; as: Use['as'] }[] {
  const found = findAll(root, (node): node is Node & { type: 'Identifier' } => node.type === 'Identifier');
  const unique = new Map<string, { name: string; as: Use['as'] }>();
  for (const { node, around } of found) {
    const parent = node === root ? undefined : around[0];
    if (parent?.type === 'MemberExpression' && parent.property === node && !parent.computed) continue;
    if (parent?.type === 'Property' && parent.key === node && !parent.shorthand) continue;
    const as = parent?.type === 'MemberExpression' && parent.object === node ? 'member' : 'whole';
    unique.set(`${as} ${node.name}`, { name: node.name, as });
  }
  return [...unique.values()];
}
