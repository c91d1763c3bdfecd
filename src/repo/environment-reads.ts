import type { Node } from 'oxc-parser';
import { isNode, literalOf, memberOf, walkNodes, type LooseNode } from './loose-node.js';

/**
 * 'process.env.NAME' -> NAME; 'computed' if the name is an expression; undefined if the node does not read
 * the environment.
 */
export function environmentName(node: LooseNode): string | undefined {
  if (node.type !== 'MemberExpression') return undefined;
  const object = node['object'];
  if (!isNode(object) || !isProcessEnv(object)) return undefined;
  return memberOf(node) ?? 'computed';
}

/** All reads of the environment: a name, the names of a destructuring, 'computed', or 'the whole environment'. */
export function environmentReads(
  program: Node,
): readonly { readonly node: LooseNode; readonly name: string }[] {
  const found: { node: LooseNode; name: string }[] = [];
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

/** process.env, process['env'], globalThis.process.env */
function isProcessEnv(node: LooseNode): boolean {
  if (node.type !== 'MemberExpression' || memberOf(node) !== 'env') return false;
  const object = node['object'] as LooseNode;
  return (
    object['name'] === 'process' || (object.type === 'MemberExpression' && memberOf(object) === 'process')
  );
}

const namesTaken = (pattern: LooseNode): readonly string[] =>
  (pattern['properties'] as LooseNode[]).map((property) => {
    const key = property['key'] as LooseNode | undefined;
    if (key === undefined) return 'the whole environment'; // ...rest
    return property['computed'] === true
      ? (literalOf(key) ?? 'computed')
      : String(key['name'] ?? key['value']);
  });
