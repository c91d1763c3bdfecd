import { z } from 'zod';

/** A text of so many characters that JSON and databases can carry: no NUL, no half of a surrogate pair. */
export const plainText = (least: number, most: number) =>
  z
    .string()
    .regex(storable)
    .refine((text) => isWithin(text, least, most), 'has the wrong length')
    .meta({ minLength: least, maxLength: most });

/** In characters, as OpenAPI counts, and not in UTF-16 units. */
function isWithin(text: string, least: number, most: number): boolean {
  const { length } = text.length > most && text.length <= 2 * most ? Array.from(text) : text;
  return length >= least && length <= most;
}

/** The last character is written as itself: not all that reads patterns knows \u{...}. */
const storable = new RegExp('^[\\u0001-\\uD7FF\\uE000-\u{10FFFF}]*$', 'u');
