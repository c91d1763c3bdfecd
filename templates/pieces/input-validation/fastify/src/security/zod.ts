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

/** What a handler gets is what its schemas make of the input; what it sends has to fit the schema of its status. */
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

/** The schema of a request without a body, and that of an answer without one. Fastify calls a missing body null. */
export const noBody = z.null();
export const noContent = z.undefined();

/** The Problem that is thrown here is what Fastify hands to the error handler. */
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
 * For the constructor, whose type knows only Ajv. Neither that nor fast-json-stringify is then loaded: a
 * third of the start.
 */
export const zodSchemas: NonNullable<FastifyServerOptions['schemaController']> = {
  compilersFactory: compilers as object,
};
