import type { Node } from 'oxc-parser';
import { eolOf } from '../repo/eol.js';
import { indentAt } from '../repo/habits.js';
import { insertAfter } from './insert.js';
import { inHabit } from './in-habit.js';
import type { Editing } from './editing.js';
import { insertionPoint, placeBehind, lastRegistration } from './insertion-points.js';
import type { Joining } from './joining.js';
import { ownNames, wiringOf, type Part } from './wiring-points.js';
import { wrapOptions } from './wrap-options.js';

/** Inserts our calls beside the app's statements: after its creation, and after all registrations. */
export function joinStatements({ site, missing, wanted, recogniser: { read }, edit }: Joining): void {
  const own = ownNames(wanted);
  const { block, index } = insertionPoint(site);
  const text = (part: Part): string => wiringOf(wanted, part).text(site.expression);
  if (missing.includes('create')) wrapOptions(edit(site.source, 'create', site.call), site, wanted);
  if (missing.includes('before')) {
    const editing = edit(site.source, 'before', site.call);
    const place = index >= 0 ? placeBehind({ ...site, block, index }, wanted, own, read) : index;
    if (place >= 0) insertAfter(editing, block, place, [text('before')]);
    else insertFirst(editing, block, text('before'));
  }
  if (!missing.includes('after')) return;
  const last = lastRegistration(site, block, index, own, read);
  insertAfter(edit(site.source, 'after', site.call), block, Math.max(last, 0), [text('after')]);
}

function insertFirst(editing: Editing, block: readonly Node[], statement: string): void {
  const { source, text } = editing;
  const first = block[0];
  if (first === undefined) return;
  const line = inHabit(source, statement);
  text.appendLeft(first.start, `${line}${eolOf(source.text)}${indentAt(source.text, first.start)}`);
}
