import { decoratedRoutes } from './frameworks/decorated-routes.js';
import { walkNodes, isNode, literalOf } from './loose-node.js';
import type { Repo } from './repo.js';
import { sourcesOf } from './sources.js';

/** Routes with a literal path: app.get('/x'), also with each mount prefix; @Get('x') in a controller. */
export function routesRead(repo: Repo): readonly { readonly method: string; readonly path: string }[] {
  const direct: { method: string; path: string }[] = [];
  const prefixes: string[] = [];
  for (const { program } of sourcesOf(repo).sources) {
    walkNodes(program, (node) => {
      if (node.type !== 'CallExpression') return;
      const callee = node['callee'];
      if (!isNode(callee) || callee.type !== 'MemberExpression') return;
      const name = String((callee['property'] as { name?: string }).name);
      const [first, second] = node['arguments'] as unknown[];
      const path = literalOf(first);
      if (path?.startsWith('/') !== true || second === undefined) return;
      if (name === 'use') prefixes.push(path);
      else if (/^(?:get|post|put|patch|delete)$/.test(name))
        direct.push({ method: name.toUpperCase(), path });
    });
  }
  const mounted = direct.flatMap(({ method, path }) =>
    prefixes
      .filter((prefix) => prefix !== '/')
      .map((prefix) => ({ method, path: `${prefix}${path === '/' ? '' : path}` })),
  );
  return [...direct, ...mounted, ...decoratedRoutes(repo)].slice(0, 200);
}
