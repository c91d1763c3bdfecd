import { fail, pass, verdictOf } from '../probe.js';
import { isSecretName } from '../../repo/secret-name.js';
import { isNode, literalOf, place, walkNodes, type LooseNode } from '../../repo/loose-node.js';
import type { Source } from '../../repo/source.js';
import { environmentName } from '../../repo/environment-reads.js';
import { onSources } from '../probing/on-sources.js';

interface Transcript {
  readonly found: readonly { readonly where: string; readonly name: string; readonly how: string }[];
}

export const hasNoFallbackSecrets = onSources<Transcript>({
  id: 'has-no-fallback-secrets',
  question: 'Is there no value in the source for a secret that the environment does not give?',
  how:
    'Reads the syntax trees of the source. A text or number that stands in for a secret that the ' +
    'environment does not give fails.',
  look: (sources) => ({ found: sources.flatMap(fallbacksIn).slice(0, 20) }),
  read: ({ found }) =>
    verdictOf(
      found.map(({ where, name, how }) => fail(`${name} has a fallback in the source (${how})`, where)),
      pass('no fallback of a secret was found in the source'),
    ),
});

function fallbacksIn(source: Source): Transcript['found'] {
  const found: { where: string; name: string; how: string }[] = [];
  walkNodes(source.program, (node, ancestors) => {
    const hit =
      alternative(node) ??
      choice(node) ??
      parameter(node) ??
      schemaDefault(node, ancestors) ??
      table(node, ancestors);
    if (hit !== undefined && isSecretName(hit.name)) found.push({ where: place(source, node), ...hit });
  });
  return found;
}

/** process.env.X || 'text', ?? and | too; also env.X if the record has another name. */
function alternative(node: LooseNode): { name: string; how: string } | undefined {
  if (node.type !== 'LogicalExpression' && node.type !== 'BinaryExpression') return undefined;
  const operator = String(node['operator']);
  if (!['||', '??', '|'].includes(operator)) return undefined;
  const left = node['left'];
  if (!isNode(left) || !hasText(node['right'])) return undefined;
  const name = environmentName(left) ?? memberName(left);
  return name === undefined ? undefined : { name, how: operator };
}

/** process.env.X ? process.env.X : 'text', and the other way round. */
function choice(node: LooseNode): { name: string; how: string } | undefined {
  if (node.type !== 'ConditionalExpression') return undefined;
  const [one, other] = [node['consequent'], node['alternate']];
  const value = hasText(other) ? one : hasText(one) ? other : undefined;
  if (!isNode(value)) return undefined;
  const name = environmentName(value) ?? memberName(value);
  return name === undefined ? undefined : { name, how: '?:' };
}

/** const { X = 'text' } = process.env */
function parameter(node: LooseNode): { name: string; how: string } | undefined {
  if (node.type !== 'AssignmentPattern' || !hasText(node['right'])) return undefined;
  const left = node['left'] as LooseNode;
  return typeof left['name'] === 'string' ? { name: left['name'], how: '= default' } : undefined;
}

/** X: z.string().default('text') */
function schemaDefault(
  node: LooseNode,
  ancestors: readonly LooseNode[],
): { name: string; how: string } | undefined {
  if (node.type !== 'CallExpression') return undefined;
  const callee = node['callee'];
  if (!isNode(callee) || callee.type !== 'MemberExpression') return undefined;
  const method = String((callee['property'] as LooseNode)['name']);
  if (!['default', 'prefault', 'catch'].includes(method) || !hasText((node['arguments'] as unknown[])[0]))
    return undefined;
  const property = ancestors.find(({ type }) => type === 'Property');
  const name = property && keyName(property);
  return name === undefined ? undefined : { name, how: `.${method}()` };
}

/** const fallbacks = { X: 'text' } */
function table(node: LooseNode, ancestors: readonly LooseNode[]): { name: string; how: string } | undefined {
  if (node.type !== 'Property' || !hasText(node['value'])) return undefined;
  const name = keyName(node);
  const holder = ancestors.find(({ type }) => type === 'VariableDeclarator')?.['id'] as LooseNode | undefined;
  const within = String(holder?.['name'] ?? '');
  return name !== undefined && /^[A-Z0-9_]+$/.test(name) && /fallback|default/i.test(within)
    ? { name, how: within }
    : undefined;
}

const hasText = (node: unknown): boolean => (literalOf(node) ?? '') !== '' || isNumber(node);
const isNumber = (node: unknown): boolean =>
  isNode(node) && node.type === 'Literal' && typeof node['value'] === 'number';

function memberName(node: LooseNode): string | undefined {
  if (node.type !== 'MemberExpression') return undefined;
  const property = node['property'] as LooseNode;
  const name = node['computed'] === true ? literalOf(property) : String(property['name']);
  return name !== undefined && /^[A-Z][A-Z0-9_]+$/.test(name) ? name : undefined;
}

function keyName(property: LooseNode): string | undefined {
  const key = property['key'] as LooseNode | undefined;
  return typeof key?.['name'] === 'string' ? key['name'] : literalOf(key);
}
