import { z } from 'zod';
import { presets } from '../define/words.js';
import { answerRows } from './answer-rows.js';
import { configurable, type Lists, type Row } from './row.js';

/** What an answers file may hold: every answer, each optional, nothing else. */
export function answersSchema(lists: Lists): z.ZodType<Record<string, unknown>> {
  const shape = Object.fromEntries(
    answerRows.map((row) => [row.key, typeOf(row, lists).describe(row.why).optional()]),
  );
  const preset = z.enum(presets).describe('Read, since older files have it, and without effect.').optional();
  return z.strictObject({ $schema: z.string().optional(), preset, ...shape });
}

function typeOf(row: Row, lists: Lists): z.ZodType {
  const words = row.choices?.(lists).map(({ value }) => value) ?? [];
  if (row.type === 'word' || row.type === 'either') return z.enum(words);
  if (row.type === 'words') return z.array(z.enum(words)).max(words.length);
  if (row.type === 'pairs') return optionsOf(lists);
  return row.form ? z.string().regex(row.form.pattern, row.form.says) : z.string();
}

/** { name: { option: word } }, for the pieces and frameworks that have options. */
function optionsOf(lists: Lists): z.ZodType {
  return z.strictObject(
    Object.fromEntries(
      configurable(lists).map(({ id, options = {} }) => [
        id,
        z
          .strictObject(
            Object.fromEntries(
              Object.entries(options).map(([name, { choices, why, fallback }]) => [
                name,
                z.enum(choices).describe(`${why} Default: ${fallback}.`).optional(),
              ]),
            ),
          )
          .optional(),
      ]),
    ),
  );
}
