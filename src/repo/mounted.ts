import type { CallExpression, Node } from 'oxc-parser';
import { bare, calleeName, findAll, isCall, memberName, pathText, some, stringOf } from './ast.js';
import { packagesBehind, valueOf, type Place, type Use } from './follow.js';
import type { Reader } from './reader.js';
import { lineOf, type Source } from './source.js';

/** Something that the repo really mounts: read from the syntax tree, so comments and unused packages do not count. */
export interface Mounted {
  readonly path: string;
  readonly line: number;
  /** 'app': for every request; 'part': below a path, on a router or on single routes. */
  readonly scope: 'app' | 'part';
  readonly uses: readonly Use[];
  /** Calls `x.raw()` or passes `verify`: the code needs the bytes of the body as sent. */
  readonly body: 'raw' | 'any';
  readonly handles: 'errors' | 'requests';
}

const routeMethods = new Set(['get', 'post', 'put', 'patch', 'delete', 'all']);

/** Every `x.use(...)`, and every route that carries middleware, in one file. */
export function mountedIn(
  source: Source,
  reader: Reader,
  takesErrors: (node: Node) => boolean,
): readonly Mounted[] {
  return findAll(source.program, isCall).flatMap(({ node: call }): readonly Mounted[] => {
    const callee = bare(call.callee);
    if (callee.type !== 'MemberExpression') return [];
    const method = memberName(callee) ?? '';
    if (method !== 'use' && !(routeMethods.has(method) && call.arguments.length > 2)) return [];
    const args = call.arguments.map((argument) => bare(argument));
    const uses = args.flatMap((node) => packagesBehind({ source, node }, reader));
    const place = { source, call, method, receiver: bare(callee.object) };
    return [
      {
        path: source.path,
        line: lineOf(source.text, call.start),
        scope: scopeOf(place, reader),
        uses,
        body: args.some((node) => wantsRawBody({ source, node }, reader)) ? 'raw' : 'any',
        handles: args.some((node) => handlesErrors({ source, node }, reader, takesErrors))
          ? 'errors'
          : 'requests',
      },
    ];
  });
}

function scopeOf(
  place: { source: Source; call: CallExpression; method: string; receiver: Node },
  reader: Reader,
): Mounted['scope'] {
  if (place.method !== 'use') return 'part';
  const first = place.call.arguments[0];
  if (first !== undefined && (stringOf(first) ?? '/') !== '/') return 'part';
  if (first?.type === 'ArrayExpression' && first.elements.some((item) => stringOf(item) !== undefined))
    return 'part';
  const name = pathText(place.receiver);
  const value = name === undefined ? undefined : valueOf(name, place.source, reader);
  return value !== undefined && isCall(value.node) && calleeName(value.node) === 'Router' ? 'part' : 'app';
}

function wantsRawBody({ source, node }: Place, reader: Reader): boolean {
  const value = node.type === 'Identifier' ? valueOf(node.name, source, reader) : undefined;
  return some(value?.node ?? node, (inner) => {
    if (isCall(inner) && memberName(bare(inner.callee)) === 'raw') return true;
    return inner.type === 'Property' && inner.key.type === 'Identifier' && inner.key.name === 'verify';
  });
}

/** A function of four parameters, followed to its definition; where that cannot be read, a name that says "error" counts. */
function handlesErrors(
  { source, node }: Place,
  reader: Reader,
  takesErrors: (node: Node) => boolean,
): boolean {
  if (takesErrors(node)) return true;
  const target = isCall(node) ? bare(node.callee) : node;
  if (target.type === 'FunctionExpression' || target.type === 'ArrowFunctionExpression') return false;
  const path = pathText(target);
  if (path === undefined) return false;
  const value = valueOf(path, source, reader);
  if (value !== undefined && takesErrors(value.node)) return true;
  if (value !== undefined && isCall(node) && some(value.node, takesErrors)) return true;
  return path.toLowerCase().includes('error');
}
