import type { CallExpression, Node } from 'oxc-parser';
import {
  bare,
  calleeName,
  findAll,
  isCall,
  isFunction,
  memberName,
  pathText,
  some,
  type NodeWithAncestors,
} from '../ast.js';
import type { Source } from '../source.js';
import type { Reading } from './recogniser.js';

/** What counts as registering something on an app of one framework. */
export interface Habit {
  /** Whether `app.<method>(...)` registers. */
  readonly registers: (method: string, call: CallExpression) => boolean;
  /** Functions that take the app but register nothing: they create its server. */
  readonly harmless: ReadonlySet<string>;
}

/**
 * Finds calls that register on an app: its methods, chains of them, and calls that pass it to code that may
 * register.
 */
export function registrations(habit: Habit): Pick<Reading, 'holdsRegistration' | 'lateRegistrations'> {
  const registers = (call: CallExpression, app: string, own: ReadonlySet<string>): boolean => {
    const callee = bare(call.callee);
    if (callee.type === 'Identifier' && own.has(callee.name)) return false;
    if (callee.type === 'MemberExpression' && startsAt(callee, app))
      return habit.registers(memberName(callee) ?? '', call);
    if (habit.harmless.has(calleeName(call) ?? '')) return false;
    return call.arguments.some((argument) => handsOver(argument, app));
  };
  return {
    holdsRegistration: (statement, app, own) =>
      some(statement, (node) => isCall(node) && registers(node, app, own)),
    lateRegistrations: (source: Source, app, own): readonly NodeWithAncestors<CallExpression>[] =>
      findAll(source.program, isCall).filter(
        ({ node, around }) =>
          registers(node, app, own) &&
          around.some((outer, place) => isFunction(outer) && !runsAtOnce(around[place + 1])) &&
          !around.some((outer) => isCall(outer) && registers(outer, app, own)),
      ),
  };
}

/** A call chain that starts at the app: `app.use(a).use(b)`, `app.route('/x').get(f)`. */
export function startsAt(member: Node, app: string): boolean {
  if (member.type !== 'MemberExpression') return false;
  const object = bare(member.object);
  if (pathText(object) === app) return true;
  return isCall(object) && startsAt(bare(object.callee), app);
}

const handsOver = (argument: Node, app: string): boolean =>
  pathText(argument) === app ||
  (argument.type === 'ObjectExpression' &&
    argument.properties.some((property) => property.type === 'Property' && pathText(property.value) === app));

/** `list.forEach(f)` and `list.map(f)` call f before they return. */
const runsAtOnce = (outer: Node | undefined): boolean =>
  outer !== undefined && isCall(outer) && ['forEach', 'map'].includes(memberName(outer.callee) ?? '');
