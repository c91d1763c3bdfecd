import type { CallExpression, Node } from 'oxc-parser';
import { bare, findAll, isCall, memberName, pathText, some, stringOf } from './ast.js';
import { ownOf } from '../own.js';
import { packagesBehind, valueOf, type CodePlace, type Use } from './follow.js';
import type { Reader } from './reader.js';
import type { App } from './app.js';
import type { Source } from './source.js';
import { lineOf } from './line-of.js';

/** Something that the repo mounts, found in the syntax tree: comments and unused packages do not count. */
export interface Mounted {
  readonly path: string;
  readonly line: number;
  /** 'app': for every request; 'part': below a path, on a router or on single routes. */
  readonly scope: 'app' | 'part';
  readonly uses: readonly Use[];
  /** 'raw': the code needs the exact bytes of the body, or has its own parser. */
  readonly body: 'raw' | 'any';
  readonly handles: 'errors' | 'requests';
}

/** A call `receiver.method(...)` and its surroundings. */
export interface Mounting {
  readonly source: Source;
  readonly call: CallExpression;
  readonly around: readonly Node[];
  readonly method: string;
  /** The text of the receiver, if it is names joined by dots, and the value of it. */
  readonly receiver: string | undefined;
  readonly value: Node | undefined;
  readonly apps: readonly App[];
}

/** How code of a framework mounts things. */
export interface MountRules {
  /** Methods that mount for every request below a path. */
  readonly mounting: readonly string[];
  /** Paths that match every request. */
  readonly everything: readonly string[];
  /** Whether the receiver of the call is only a part of the app. */
  readonly isPart: (mounting: Mounting) => boolean;
  /** Whether a function looks like an error handler. */
  readonly handlesErrors?: (node: Node) => boolean;
  /** Methods that set the error handler. */
  readonly handling?: readonly string[];
  /** Whether the call replaces the body parser. */
  readonly parses?: (mounting: Mounting) => boolean;
  /** The mounted arguments; all of them by default. */
  readonly mounted?: (mounting: Mounting) => readonly Node[];
  /** Methods that do the same as these packages. */
  readonly builtIn?: Readonly<Record<string, readonly string[]>>;
}

const routeMethods = new Set(['get', 'post', 'put', 'patch', 'delete', 'all']);

/** All calls in a file that mount something, and all routes with middleware. */
export const mounts =
  (rules: MountRules) =>
  (source: Source, reader: Reader, apps: readonly App[]): readonly Mounted[] =>
    findAll(source.program, isCall).flatMap(({ node: call, around }): readonly Mounted[] => {
      const callee = bare(call.callee);
      if (callee.type !== 'MemberExpression') return [];
      const method = memberName(callee) ?? '';
      const isRoute = routeMethods.has(method) && call.arguments.length > 2;
      const mountsPath = rules.mounting.includes(method);
      const handles = rules.handling?.includes(method) === true;
      const builtIn = (ownOf(rules.builtIn, method) ?? []).map((name): Use => ({
        package: name,
        as: 'whole',
        named: `${method}()`,
      }));
      const receiver = pathText(bare(callee.object));
      const value = receiver === undefined ? undefined : valueOf(receiver, source, reader)?.node;
      const mounting = { source, call, around, method, receiver, value, apps };
      const parses = rules.parses?.(mounting) === true;
      if (!mountsPath && !isRoute && !handles && !parses && builtIn.length === 0) return [];
      const args = (rules.mounted?.(mounting) ?? call.arguments).map((argument) => bare(argument));
      return [
        {
          path: source.path,
          line: lineOf(source.text, call.start),
          scope: isRoute || (mountsPath && isBelow(call, rules)) || rules.isPart(mounting) ? 'part' : 'app',
          uses: [...builtIn, ...args.flatMap((node) => packagesBehind({ source, node }, reader))],
          body: parses || args.some((node) => wantsRawBody({ source, node }, reader)) ? 'raw' : 'any',
          handles:
            handles || args.some((node) => handlesErrors({ source, node }, reader, rules))
              ? 'errors'
              : 'requests',
        },
      ];
    });

/** Whether the first argument is a path that not every request matches. */
function isBelow({ arguments: [first] }: CallExpression, { everything }: MountRules): boolean {
  if (first === undefined) return false;
  const path = stringOf(first);
  if (path !== undefined) return !everything.includes(path);
  return first.type === 'ArrayExpression' && first.elements.some((item) => stringOf(item) !== undefined);
}

/** Whether it calls `x.raw()` or passes `verify`. */
function wantsRawBody({ source, node }: CodePlace, reader: Reader): boolean {
  const value = node.type === 'Identifier' ? valueOf(node.name, source, reader) : undefined;
  return some(value?.node ?? node, (inner) => {
    if (isCall(inner) && memberName(bare(inner.callee)) === 'raw') return true;
    return inner.type === 'Property' && inner.key.type === 'Identifier' && inner.key.name === 'verify';
  });
}

/**
 * Whether a handler is for errors, by its parameters at its definition. If that cannot be found, by "error"
 * in its name.
 */
function handlesErrors(
  { source, node }: CodePlace,
  reader: Reader,
  { handlesErrors: takesErrors }: MountRules,
): boolean {
  if (takesErrors === undefined) return false;
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
