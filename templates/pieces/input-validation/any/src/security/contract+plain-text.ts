import { z } from 'zod';

/** A text of so many characters that JSON and databases can carry: no NUL, no half of a surrogate pair. */
export const plainText = (least: number, most: number) =>
  z
    .string()
    .regex(/^[^\u0000]*$/)
    .refine(
      (text) => isWithin(text, least, most) && !half.test(text),
      'has the wrong length, or half a character',
    )
    .meta({ minLength: least, maxLength: most });

/** In characters, as OpenAPI counts, and not in UTF-16 units. */
function isWithin(text: string, least: number, most: number): boolean {
  const { length } = text.length > most && text.length <= 2 * most ? Array.from(text) : text;
  return length >= least && length <= most;
}

/** Half a surrogate pair is no character, so no pattern of the document names it. */
const half = /\p{Surrogate}/u;
