import type { Repo } from '../repo.js';
import { sourcesOf } from '../sources.js';
import { isNode, literalOf, walkNodes, type LooseNode } from '../loose-node.js';

const verbs: ReadonlySet<string> = new Set(['Get', 'Post', 'Put', 'Patch', 'Delete']);

/** Routes of decorated classes, as in Nest: @Controller('notes') on the class, @Get(':id') on its methods. */
export function decoratedRoutes(repo: Repo): readonly { readonly method: string; readonly path: string }[] {
  const found: { method: string; path: string }[] = [];
  let global = '';
  for (const { program } of sourcesOf(repo).sources) {
    walkNodes(program, (node) => {
      global = globalPrefix(node) ?? global;
      if (node.type !== 'ClassDeclaration' && node.type !== 'ClassExpression') return;
      const controller = decoratorsOf(node).find(({ name }) => name === 'Controller');
      if (controller === undefined) return;
      for (const member of (node['body'] as { body: readonly LooseNode[] }).body) {
        for (const { name, path } of decoratorsOf(member)) {
          if (!verbs.has(name)) continue;
          found.push({ method: name.toUpperCase(), path: `${controller.path}/${path}` });
        }
      }
    });
  }
  return found.map(({ method, path }) => ({ method, path: joined(`${global}/${path}`) }));
}

/** The decorators of a class or a method, with their path arguments. */
function decoratorsOf(node: LooseNode): readonly { readonly name: string; readonly path: string }[] {
  const list = node['decorators'];
  if (!Array.isArray(list)) return [];
  return list.flatMap(({ expression }: { expression?: LooseNode }) => {
    if (expression?.type !== 'CallExpression') return [];
    const { callee, arguments: given } = expression as unknown as { callee: LooseNode; arguments: unknown[] };
    return callee.type === 'Identifier'
      ? [{ name: String(callee['name']), path: literalOf(given[0]) ?? '' }]
      : [];
  });
}

/** app.setGlobalPrefix('api') */
function globalPrefix(node: LooseNode): string | undefined {
  if (node.type !== 'CallExpression') return undefined;
  const callee = node['callee'];
  if (!isNode(callee) || callee.type !== 'MemberExpression') return undefined;
  if ((callee['property'] as { name?: string }).name !== 'setGlobalPrefix') return undefined;
  return literalOf((node['arguments'] as unknown[])[0]);
}

const joined = (path: string): string =>
  `/${path
    .split('/')
    .filter((segment) => segment !== '')
    .join('/')}`;
