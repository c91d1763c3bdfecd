import { RampartError } from '../errors.js';
import { answerRows } from './answer-rows.js';
import { nearest } from './nearest.js';
import type { Given } from './command.js';
import type { Stated } from './request.js';
import type { Lists, Row } from './row.js';

/** The answers given by options, checked against the lists. */
export function statedByFlags(given: Given, lists: Lists): Stated {
  const stated: Record<string, unknown> = {};
  for (const row of answerRows) {
    const value = given[row.key];
    if (value === undefined) continue;
    stated[row.key] = checked(row, value, lists);
  }
  return stated;
}

function checked(row: Row, value: string | readonly string[], lists: Lists): unknown {
  if (row.type === 'words')
    return [...new Set((value as readonly string[]).map((word) => checkedWord(row, word, lists)))];
  if (row.type === 'either') return row.choices?.(lists)[value === 'yes' ? 0 : 1]?.value;
  if (row.type === 'word') return checkedWord(row, value as string, lists);
  return checkedText(row, value as string);
}

function checkedText(row: Row, value: string): string {
  if (row.form === undefined || row.form.pattern.test(value)) return value;
  throw new RampartError('RAMPART_BAD_VALUE', {
    option: `--${row.flag}`,
    expected: row.form.says,
    found: value,
  });
}

function checkedWord(row: Row, value: string, lists: Lists, option = `--${row.flag}`): string {
  const words = row.choices?.(lists).map((choice) => choice.value) ?? [];
  if (words.includes(value)) return value;
  const near = nearest(value, words);
  const expected = `${row.type === 'words' ? 'some' : 'one'} of ${words.join(', ')}`;
  throw new RampartError('RAMPART_BAD_VALUE', {
    option,
    expected,
    found: value,
    ...(near !== undefined && { near }),
  });
}

/** Checks the piece ids on the command line of `add`. */
export function checkedPieces(ids: readonly string[], lists: Lists): readonly string[] {
  const row = answerRows.find(({ key }) => key === 'pieces') as Row;
  const split = ids.flatMap((id) => id.split(',')).filter((id) => id !== '');
  return [...new Set(split.map((id) => checkedWord(row, id, lists, '[piece...]')))];
}
