import { lineOf } from '../../repo/source.js';

/** A node of the syntax tree, as the parser gives it. */
export interface Node {
  readonly type: string;
  readonly start: number;
  readonly end: number;
  readonly [key: string]: unknown;
}

export interface Source {
  readonly path: string;
  readonly text: string;
  readonly program: Node;
}

/** Calls `see` for every node, parents first; ancestors are given nearest first. */
export function walkNodes(root: Node, see: (node: Node, ancestors: readonly Node[]) => void): void {
  const wants = see.length > 1; // a copy of the ancestors costs their number at each node
  const around: Node[] = [];
  const open: (Node | undefined)[] = [root];
  while (open.length > 0) {
    const node = open.pop();
    if (node === undefined) {
      around.shift();
      continue;
    }
    see(node, wants ? [...around] : none);
    around.unshift(node);
    open.push(undefined);
    for (const child of childrenOf(node).reverse()) open.push(child);
  }
}

const none: readonly Node[] = [];

const childrenOf = (node: Node): Node[] =>
  Object.values(node).flatMap((value) =>
    Array.isArray(value) ? value.filter(isNode) : isNode(value) ? [value] : [],
  );

export const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && typeof (value as { type?: unknown }).type === 'string';

/** 'src/app.ts:12' */
export const place = ({ path, text }: Source, { start }: Node): string => `${path}:${lineOf(text, start)}`;

/** The text of a string literal or of a template without expressions. */
export function literalOf(node: unknown): string | undefined {
  if (!isNode(node)) return undefined;
  if (node.type === 'Literal' && typeof node['value'] === 'string') return node['value'];
  if (node.type !== 'TemplateLiteral') return undefined;
  const [first, ...more] = node['quasis'] as { value: { cooked: string } }[];
  return more.length === 0 ? first?.value.cooked : undefined;
}

/** 'process.env.NAME' -> NAME; 'computed' when the name is not written down; undefined when it is no such read. */
export function environmentName(node: Node): string | undefined {
  if (node.type !== 'MemberExpression') return undefined;
  const object = node['object'];
  if (!isNode(object) || !isProcessEnv(object)) return undefined;
  return memberOf(node) ?? 'computed';
}

/** Every read of the environment: one name, the names that are taken apart, 'computed', or 'the whole environment'. */
export function environmentReads(program: Node): readonly { readonly node: Node; readonly name: string }[] {
  const found: { node: Node; name: string }[] = [];
  walkNodes(program, (node, [parent]) => {
    if (!isProcessEnv(node) || parent === undefined) return;
    const name = environmentName(parent);
    if (name !== undefined && parent['object'] === node) found.push({ node, name });
    else if (
      parent.type === 'VariableDeclarator' &&
      isNode(parent['id']) &&
      parent['id'].type === 'ObjectPattern'
    )
      found.push(...namesTaken(parent['id']).map((each) => ({ node, name: each })));
    else if (
      !/^(?:AssignmentExpression|IfStatement|TSTypeQuery)$/.test(parent.type) &&
      parent.type !== 'UnaryExpression'
    )
      found.push({ node, name: 'the whole environment' });
  });
  return found;
}

const namesTaken = (pattern: Node): readonly string[] =>
  (pattern['properties'] as Node[]).map((property) => {
    const key = property['key'] as Node | undefined;
    if (key === undefined) return 'the whole environment'; // ...rest
    return property['computed'] === true
      ? (literalOf(key) ?? 'computed')
      : String(key['name'] ?? key['value']);
  });

/** process.env, process['env'], globalThis.process.env */
export function isProcessEnv(node: Node): boolean {
  if (node.type !== 'MemberExpression' || memberOf(node) !== 'env') return false;
  const object = node['object'] as Node;
  return (
    object['name'] === 'process' || (object.type === 'MemberExpression' && memberOf(object) === 'process')
  );
}

/** 'b' of a.b and of a['b']; undefined when it is computed. */
function memberOf(node: Node): string | undefined {
  const property = node['property'] as Node;
  return node['computed'] === true ? literalOf(property) : String(property['name']);
}
