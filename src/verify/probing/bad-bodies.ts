import { resolve, type Schema } from '../subjects/samples.js';

/** Bodies that a schema does not allow, each made from a valid sample, with what is wrong in words. */
export function badBodies(
  schema: Schema,
  sample: unknown,
  document: unknown,
): readonly (readonly [string, string])[] {
  const whole = schema.$ref === undefined ? schema : resolve(schema.$ref, document);
  const record = typeof sample === 'object' && sample !== null ? (sample as Record<string, unknown>) : {};
  const without = (name: string): unknown =>
    Object.fromEntries(Object.entries(record).filter(([key]) => key !== name));
  return [
    ['an unknown member', JSON.stringify({ ...record, rampartUnknown: 'x', isAdmin: true })],
    ['an array', '[]'],
    ['null', 'null'],
    ['text', '"rampart"'],
    ['nothing', ''],
    ...(whole.required ?? []).map((name) => [`no ${name}`, JSON.stringify(without(name))] as const),
    ...Object.entries(whole.properties ?? {}).map(
      ([name, { type }]) =>
        [
          `${name} of another type`,
          JSON.stringify({ ...record, [name]: type === 'object' ? 'x' : { rampart: 1 } }),
        ] as const,
    ),
  ];
}
