import type {
  FastifyPluginAsync,
  FastifyPluginOptions,
  FastifySchemaCompiler,
  FastifySerializerCompiler,
  FastifyServerOptions,
  FastifyTypeProvider,
  RawServerDefault,
} from 'fastify';
import { z } from 'zod';
import { plainText, valid } from './route.js';

/** Types of handlers: they get the output of the input schemas, and must send what fits the schema of the status. */
export interface ZodTypeProvider extends FastifyTypeProvider {
  readonly validator: this['schema'] extends z.ZodType ? z.output<this['schema']> : unknown;
  readonly serializer: this['schema'] extends z.ZodType ? z.input<this['schema']> : unknown;
}

/** A plugin whose routes have Zod schemas. */
export type RoutePlugin<Options extends FastifyPluginOptions = Record<never, never>> = FastifyPluginAsync<
  Options,
  RawServerDefault,
  ZodTypeProvider
>;

/** The schemas of a request and of an answer without a body. Fastify passes a missing body as null. */
export const noBody = z.null();
export const noContent = z.undefined();

/** Fastify gives the Problem that this throws to the error handler. */
export const validatorCompiler: FastifySchemaCompiler<unknown> = ({ schema, httpPart }) => {
  const where = httpPart === 'querystring' ? 'query' : (httpPart as 'params' | 'headers' | 'body');
  return (value: unknown) => ({ value: valid(where, schema as z.ZodType, value) });
};

/** Sends what the schema names, and nothing else. */
export const serializerCompiler: FastifySerializerCompiler<unknown> = ({ schema }) =>
  schema === plainText
    ? (value) => plainText.parse(value)
    : (value) => JSON.stringify((schema as z.ZodType).parse(value));

const compilers = { buildValidator: () => validatorCompiler, buildSerializer: () => serializerCompiler };

/**
 * For the constructor, whose type knows only Ajv. Saves loading Ajv and fast-json-stringify, a third of the
 * start.
 */
export const zodSchemas: NonNullable<FastifyServerOptions['schemaController']> = {
  compilersFactory: compilers as object,
};
