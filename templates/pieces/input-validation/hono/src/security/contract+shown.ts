import { z } from 'zod';

/** For the start: throws where the document would fail, since it cannot say what a schema takes or gives. */
export function assertShown(route: string, schema: z.ZodType, io: 'input' | 'output'): void {
  const hidden = new Set<z.core.$ZodType | undefined>();
  z.toJSONSchema(schema, {
    io,
    unrepresentable: 'any',
    override: ({ zodSchema, jsonSchema }) => {
      const { def, parent } = zodSchema._zod;
      if (def.type !== 'custom') return;
      if (Object.keys(jsonSchema).length === 0) hidden.add(zodSchema);
      else hidden.delete(parent); // what .meta() was called on
    },
  });
  if (hidden.size > 0)
    throw new TypeError(
      `${route}: use z.file() or rawBody, since z.custom() and z.instanceof() need .meta({ override })`,
    );
}
