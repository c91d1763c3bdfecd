import { Injectable, type ArgumentMetadata, type PipeTransform } from '@nestjs/common';
import { z } from 'zod';
import { valid } from './route.js';

/** Gives a handler only what the schema of its `@Body`, `@Query` or `@Param` names. */
@Injectable()
export class SchemaPipe implements PipeTransform {
  transform(value: unknown, { type, schema }: ArgumentMetadata): unknown {
    if (!(schema instanceof z.ZodType) || type === 'custom') return value;
    return valid(type === 'param' ? 'params' : type, schema, value);
  }
}
