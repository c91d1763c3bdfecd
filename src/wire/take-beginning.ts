import { eolOf } from '../repo/eol.js';
import type { Site } from '../repo/frameworks/site.js';
import { indentAt } from '../repo/habits.js';
import type { StatementsOf } from './chain.js';
import type { Editing } from './editing.js';
import { freeName } from './free-name.js';
import { inHabit } from './in-habit.js';

/**
 * Moves only the creation out of a chain, so that the chain keeps the type of its last call: `const app = new
 * Fw().get(a)` becomes `const base = new Fw(); <before> const app = base.get(a)`.
 */
export function takeBeginning(
  { source, text }: Editing,
  site: Site,
  statementsOf: StatementsOf,
  creation: string,
): void {
  const statement = site.block[site.index];
  if (statement === undefined) return;
  const name = freeName(site, ['base', 'baseApp', 'securedBase']);
  const indent = indentAt(source.text, statement.start);
  const lines = [`const ${name} = ${creation};`, ...statementsOf(name).before];
  text.appendLeft(
    statement.start,
    lines.map((line) => `${inHabit(source, line)}${eolOf(source.text)}${indent}`).join(''),
  );
  text.overwrite(site.value.start, site.value.end, name);
}
