import type { ArgumentMetadata, PipeTransform } from '@nestjs/common';
import type { z } from 'zod';
import { Problem } from './problem.js';

/** Gives a handler only what the schema names: `@Body(new ValidatePipe(newNote)) input: NewNote`. */
export class ValidatePipe<S extends z.ZodType> implements PipeTransform<unknown, z.output<S>> {
  constructor(private readonly schema: S) {}

  transform(value: unknown, { type, data }: ArgumentMetadata): z.output<S> {
    const result = this.schema.safeParse(value);
    if (result.success) return result.data;
    const errors = result.error.issues.slice(0, 20).map(({ path, code }) => {
      const place = [...(data === undefined ? [] : [data]), ...path];
      return { in: type === 'param' ? 'params' : type, path: place.map(String).join('.'), code };
    });
    throw new Problem('validation_failed', { errors });
  }
}
