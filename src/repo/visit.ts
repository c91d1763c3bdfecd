import { visitorKeys, type Node } from 'oxc-parser';

/**
 * The only walker of syntax trees. Visits every node, parents first, with its ancestors, nearest last. Not
 * recursive.
 */
export function visit(root: Node, see: (node: Node, around: readonly Node[]) => 'go on' | 'stop'): void {
  const around: Node[] = [];
  const open: (Node | undefined)[] = [root];
  while (open.length > 0) {
    const node = open.pop();
    if (node === undefined) {
      around.pop();
      continue;
    }
    if (see(node, around) === 'stop') return;
    around.push(node);
    open.push(undefined);
    for (const child of children(node).toReversed()) open.push(child);
  }
}

/** The direct children of a node, in source order. */
export function children(node: Node): readonly Node[] {
  const record = node as unknown as Record<string, unknown>;
  const found: Node[] = [];
  for (const key of visitorKeys[node.type] ?? []) {
    const value = record[key];
    if (!Array.isArray(value)) {
      if (isNode(value)) found.push(value);
    } else for (const each of value) if (isNode(each)) found.push(each);
  }
  return found;
}

const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && typeof (value as Node).type === 'string';
