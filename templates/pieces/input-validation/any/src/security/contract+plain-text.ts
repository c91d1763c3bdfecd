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
 * How to read texts of a URL, of headers or of a form for z.coerce.number(), which takes '' as 0 and '0x10' as 16: what
 * is no decimal becomes NaN, and so is refused. For the start: throws where z.coerce takes what nobody meant.
 */
export function decimals(schema: z.core.$ZodType): (value: unknown) => unknown {
  if (isCoerced(schema)) return asDecimal;
  const shape = shapeOf(schema);
  const names = Object.keys(shape).filter((name) => shape[name] && isCoerced(shape[name]));
  return (value) => {
    const given = (value ?? {}) as Readonly<Record<string, unknown>>;
    const read = names.filter((name) => name in given).map((name) => [name, asDecimal(given[name])] as const);
    return read.length === 0 ? value : { ...given, ...Object.fromEntries(read) };
  };
}

function shapeOf(schema: z.core.$ZodType): NonNullable<Definition['shape']> {
  const { shape, innerType, in: taken } = schema._zod.def as Definition;
  const inner = innerType ?? taken;
  return shape ?? (inner ? shapeOf(inner) : {});
}

function isCoerced(schema: z.core.$ZodType): boolean {
  const { type, coerce, options, transform, ...def } = schema._zod.def as Definition;
  if (coerce === true && type === 'boolean')
    throw new TypeError("z.coerce.boolean() takes 'false' as true: use z.enum(['true', 'false'])");
  if (options?.some(isCoerced) === true)
    throw new TypeError(
      'z.coerce.number() in a union takes what other options mean: use z.string() and a transform',
    );
  const isStillText = transform === undefined && def.in?._zod.def.type === 'string'; // z.string().pipe(...)
  const inner = def.element ?? def.innerType ?? (isStillText ? def.out : def.in);
  return inner ? isCoerced(inner) : coerce === true && (type === 'number' || type === 'bigint');
}

const asDecimal = (text: unknown): unknown => {
  if (Array.isArray(text)) return text.map(asDecimal);
  return typeof text === 'string' && !decimal.test(text) ? Number.NaN : text;
};

type Definition = z.core.$ZodTypeDef & {
  readonly [Key in 'element' | 'innerType' | 'in' | 'out']?: z.core.$ZodType;
} & {
  readonly coerce?: boolean;
  /** Of a codec. */
  readonly transform?: unknown;
  readonly options?: readonly z.core.$ZodType[];
  readonly shape?: Readonly<Record<string, z.core.$ZodType>>;
};

const decimal = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:e[+-]?\d+)?$/i;

/** Node gives names of headers in lower case, and more headers than a strict schema names. */
export const isOfHeaders = (schema: unknown): boolean =>
  schema instanceof z.ZodObject &&
  schema.def.catchall?._zod.def.type !== 'never' &&
  Object.keys(schema.shape).every((name) => name === name.toLowerCase());
