import * as z from 'zod';
import { answerRows } from './answer-rows.js';
import type { Lists, Row } from './row.js';

/** The schema of an answers file: every answer is optional, and nothing else is allowed. */
export function answersSchema(lists: Lists): z.ZodType<Record<string, unknown>> {
  const shape = Object.fromEntries(
    answerRows.map((row) => [row.key, typeOf(row, lists).describe(described(row, lists)).optional()]),
  );
  const options = z.strictObject({}).describe(older).optional();
  return z.strictObject({ $schema: z.string().optional(), options, ...shape });
}

const older = 'Accepted because older files have it; nothing is chosen by it.';

/** Why it is asked, and which of its choices do not go with another answer. */
const described = ({ why, exceptions }: Row, lists: Lists): string =>
  [why, ...(exceptions?.(lists) ?? []).map((text) => `${text.replace(/^n/, 'N')}.`)].join(' ');

function typeOf(row: Row, lists: Lists): z.ZodType {
  const words = row.choices?.(lists).map(({ value }) => value) ?? [];
  if (row.type === 'word' || row.type === 'either') return z.enum(words);
  if (row.type === 'words') return z.array(z.enum(words)).max(words.length);
  return row.form ? z.string().regex(row.form.pattern, row.form.says) : z.string();
}
