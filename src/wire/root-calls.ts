import { posix } from 'node:path';
import type { CallExpression, Node } from 'oxc-parser';
import { findAll, isCall, pathText, type NodeWithAncestors } from '../repo/ast.js';
import { bindingsOf } from '../repo/bindings.js';
import type { Aliases } from '../repo/modules.js';
import type { Source } from '../repo/source.js';

/** Our composition root, as the repo's files import it. It may not exist yet. */
export interface Root {
  /** Its path without extension: 'src/security/index'. */
  readonly stem: string;
  readonly aliases: Aliases;
}

/** Whether a module name in this file means our root. */
export function meansRoot(from: string, module: string, root: Root): boolean {
  const targets = module.startsWith('.')
    ? [posix.join(posix.dirname(from), module)]
    : root.aliases
        .filter(({ prefix }) => module.startsWith(prefix))
        .flatMap(({ prefix, targets: folders }) =>
          folders.map((folder) => folder + module.slice(prefix.length)),
        );
  return targets.some((target) => {
    const stem = posix.normalize(target).replace(/\.[cm]?[jt]s$|\/$/, '');
    return stem === root.stem || `${stem}/index` === root.stem;
  });
}

/** The local name of one of our functions in a file; undefined if it is not imported. */
export const localName = (source: Source, name: string, root: Root): string | undefined =>
  bindingsOf(source).find(
    (binding) => binding.imported === name && meansRoot(source.path, binding.module, root),
  )?.local;

/** The calls of one of our functions in a file, found by its import, whatever its local name. */
export function rootCalls(
  source: Source,
  name: string,
  root: Root,
): readonly NodeWithAncestors<CallExpression>[] {
  const local = localName(source, name, root);
  if (local === undefined) return [];
  return findAll(source.program, isCall).filter(({ node }) => pathText(node.callee) === local);
}

/** Whether a call has this expression as an argument. */
export const takes = (call: CallExpression, expression: string): boolean =>
  call.arguments[0] !== undefined && pathText(call.arguments[0]) === expression;

/** Whether a call is directly inside one of our calls. */
export const isWrapped = (around: readonly Node[], name: string | undefined): boolean =>
  around[0] !== undefined && isCall(around[0]) && name !== undefined && pathText(around[0].callee) === name;
