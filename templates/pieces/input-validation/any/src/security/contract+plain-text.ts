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

/**
 * Texts of a URL or of headers, for z.coerce.number(), which takes '' as 0 and '0x10' as 16: what is no decimal becomes
 * NaN, and so is refused.
 */
export function decimals(schema: z.core.$ZodType, value: unknown): unknown {
  const { type, coerce, shape, element, innerType, in: first } = schema._zod.def as Definition;
  const inner = innerType ?? first;
  if (inner !== undefined) return decimals(inner, value);
  if (coerce === true && type === 'boolean')
    throw new TypeError("z.coerce.boolean() takes 'false' as true: use z.enum(['true', 'false'])");
  if (coerce === true && type === 'number')
    return typeof value === 'string' && !decimal.test(value) ? Number.NaN : value;
  if (element !== undefined && Array.isArray(value)) return value.map((each) => decimals(element, each));
  if (shape === undefined || typeof value !== 'object' || value === null) return value;
  const given = value as Readonly<Record<string, unknown>>;
  const read = Object.entries(shape).map(([key, each]) => [key, decimals(each, given[key])] as const);
  const changed = read.filter(([key, each]) => each !== given[key]);
  return changed.length === 0 ? given : { ...given, ...Object.fromEntries(changed) };
}

type Definition = z.core.$ZodTypeDef & {
  readonly [Key in 'element' | 'innerType' | 'in']?: z.core.$ZodType;
} & { readonly coerce?: boolean; readonly shape?: Readonly<Record<string, z.core.$ZodType>> };

const decimal = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:e[+-]?\d+)?$/i;

/** Node gives names of headers in lower case, and more headers than a strict schema names. */
export const isOfHeaders = (schema: unknown): boolean =>
  schema instanceof z.ZodObject &&
  schema.def.catchall?._zod.def.type !== 'never' &&
  Object.keys(schema.shape).every((name) => name === name.toLowerCase());
