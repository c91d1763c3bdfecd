import type { IncomingMessage, ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import type {
  FastifyInstance,
  FastifyReply,
  FastifySchema,
  FastifyServerOptions,
  RouteOptions,
} from 'fastify';
import { serializerCompiler, validatorCompiler } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { decimals, isOfHeaders } from './contract+plain-text.js';
import type { Logger } from './logger.js';
import { Problem, rawProblem } from './problem.js';

export { plainText } from './contract+plain-text.js';

// Not an import: for that, Node also loads a WebSocket client, which takes 35 ms.
const http = process.getBuiltinModule('node:http');

declare module 'fastify' {
  interface FastifyReply {
    /** Whether a schema of the route has read the answer. */
    isChecked: boolean;
  }
}

/** The schema of an answer without a body. */
export const noContent = z.undefined();
/** Fastify passes a missing body to its schema as null. */
export const noBody = z.null();
export const noInput = z.strictObject({});

const compileInput: typeof validatorCompiler = (route) => {
  const validate = validatorCompiler(route);
  const { schema, httpPart } = route;
  if (httpPart === 'body') return validate;
  const read = decimals(schema);
  return (value: unknown) => validate(read(value));
};
const compilers = { buildValidator: () => compileInput, buildSerializer: () => serializerCompiler };

/** For the constructor, whose type knows only Ajv. Without Ajv the service starts a third faster. */
export const zodSchemas: NonNullable<FastifyServerOptions['schemaController']> = {
  compilersFactory: compilers as object,
};

/**
 * Nothing goes unchecked: a route without schemas for its inputs and answers cannot be registered, and what its
 * response schema does not name is not sent. Response schemas of Fastify alone let other media types, undeclared
 * statuses, strings and streams pass.
 */
export function checkRoutes(app: FastifyInstance): void {
  app.decorateReply('isChecked', false);
  app.addHook('onRoute', (route) => {
    route.schema = closed(route);
  });
  app.addHook('preValidation', (request, _reply, done) => {
    const { body, method } = request;
    const isUsual = body === undefined ? method === 'GET' || method === 'HEAD' : body !== null;
    const wanted = isUsual ? undefined : request.routeOptions.schema?.body; // a slow getter
    if (body === undefined) request.body = noBytes.get(wanted as object)?.();
    if (body !== null || wanted !== noBody) done();
    else done(new Problem('validation_failed', { errors: [{ in: 'body', path: '', code: 'invalid_type' }] }));
  });
  app.addHook('preSerialization', (_request, reply, payload, done) => {
    reply.isChecked = true; // the serializer reads it next, by the schema of its status
    done(null, payload);
  });
  app.addHook('onSend', (request, reply, payload, done) => {
    if (reply.isChecked || reply.refused !== undefined || isDeclared(reply, payload ?? undefined)) {
      (reply.raw as Partial<Guarded>).mayLeave = true;
      done(null, payload);
      return;
    }
    (payload as Partial<Readable> | undefined)?.destroy?.(); // a stream may hold a file open
    const route = `${request.method} ${String(request.routeOptions.url)}`;
    done(new TypeError(`${route} sends a ${String(reply.statusCode)} that no response schema describes`));
  });
}

interface Guarded {
  mayLeave: boolean;
}

/** For the constructor: refuses what is written by `reply.raw`, past all hooks, headers and schemas. */
export function guardedResponses(logger: Logger): typeof ServerResponse {
  const { writeHead } = http.ServerResponse.prototype;
  class GuardedResponse<R extends IncomingMessage = IncomingMessage>
    extends http.ServerResponse<R>
    implements Guarded
  {
    mayLeave = false;
  }
  Object.assign(GuardedResponse.prototype, {
    writeHead(this: GuardedResponse, ...head: Parameters<typeof writeHead>) {
      if (this.mayLeave) return writeHead.apply(this, head);
      const { method, socket } = this.req;
      const err = new TypeError(
        `an answer of ${String(method)} past its schema: use reply.send, also for streams`,
      );
      logger.error({ err }, 'request failed');
      // To throw would end the process if a stream writes. Nothing is sent yet, so the socket can get another answer.
      socket.write(rawProblem('internal_error', {}, method));
      socket.destroySoon();
      return writeHead.call(this, 500);
    },
  });
  return GuardedResponse;
}

/** What is not JSON: no body, or a media type that the response names, such as text/event-stream. */
function isDeclared(reply: FastifyReply, payload: unknown): boolean {
  const { request, statusCode } = reply;
  if (payload === undefined && (request.is404 || request.method === 'OPTIONS')) return true; // Allow, or a preflight
  const { response } = request.routeOptions.schema ?? {};
  const answers = (response ?? {}) as Readonly<Partial<Record<number, Answer>>>;
  const isPart = statusCode === 206 || statusCode === 304; // of the answer with 200, or nothing of it
  const declared = answers[statusCode] ?? (isPart ? answers[200] : undefined);
  if (declared === undefined) return false;
  if (statusCode === 304) return true; // Node sends no body with it
  if (declared === noContent) return payload === undefined;
  if (payload === undefined) return false;
  if (payload instanceof Response || !('content' in declared)) return false; // its headers come after these checks
  const type = (String(reply.getHeader('content-type')).split(';', 1)[0] ?? '').trim().toLowerCase();
  return Object.hasOwn(declared.content, type) && !type.endsWith('json');
}

type Answer = z.ZodType | { readonly content: Readonly<Record<string, { readonly schema: z.ZodType }>> };

/** By the schema of a body that a parser hands on as bytes: what stands for a body of none. */
const noBytes = new WeakMap<object, () => unknown>();

/** The route's schema, with a refusal in the place of everything that it leaves out. */
function closed({ method, url, schema = {} }: RouteOptions): FastifySchema {
  const { params, querystring, body, headers, response } = schema;
  const needsBody = [method].flat().some((each) => ['POST', 'PUT', 'PATCH'].includes(each));
  const fail = (what: string): never => {
    throw new TypeError(`${[method].flat().join()} ${url} needs a schema: ${what}`);
  };
  const answers: readonly unknown[] = Object.values(response ?? {});
  if (answers.length === 0) fail('for each answer, as response: { 200: ... }');
  if (!answers.every(isAnswer)) fail('an answer is not described by zod');
  if (params === undefined && /[:*]/.test(url)) fail('for its params');
  if (body === undefined && needsBody) fail('for its body; if it takes none, body: noBody');
  for (const each of [params, querystring, body, headers]) {
    if (each !== undefined && !(each instanceof z.ZodType)) fail('an input is not described by zod');
    if (each !== headers && each instanceof z.ZodObject && each.def.catchall === undefined)
      fail('use z.strictObject');
  }
  if (headers !== undefined && !isOfHeaders(headers)) fail('headers are a z.object with names in lower case');
  if (body instanceof z.ZodType && !body.safeParse(undefined).success)
    for (const none of [() => Buffer.alloc(0), () => Readable.from([])])
      if (body.safeParse(none()).success) noBytes.set(body, none);
  return {
    ...schema,
    params: params ?? noInput,
    querystring: querystring ?? noInput,
    body: body ?? noBody,
    response: { ...(response as object), default: z.never() },
  };
}

function isAnswer(answer: unknown): answer is Answer {
  if (answer instanceof z.ZodType)
    return !(answer instanceof z.ZodObject && answer.def.catchall instanceof z.ZodUnknown);
  if (typeof answer !== 'object' || answer === null || !('content' in answer)) return false;
  const { content } = answer as { readonly content: Readonly<Record<string, { readonly schema?: unknown }>> };
  return Object.values(content).every(({ schema }) => schema instanceof z.ZodType);
}
