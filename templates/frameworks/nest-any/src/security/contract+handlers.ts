import type { IncomingMessage } from 'node:http';
import {
  createParamDecorator,
  HttpCode,
  Injectable,
  type ExecutionContext,
  type StreamableFile,
  type Type,
} from '@nestjs/common';
import { DiscoveryService, MetadataScanner, Reflector } from '@nestjs/core';
import type { Observable } from 'rxjs';
import { z } from 'zod';
import type { Accepted } from './body.js';
import { decimals, isOfHeaders } from './contract+plain-text.js';
import type { ProblemCode } from './problem.js';

/** The schema of an answer's JSON; the media type of a text, a page or a file; or null for no body. */
export type Answer = z.ZodType | string | null;

export interface Description {
  readonly summary: string;
  /** Further statuses that the handler may set with `reply.status()`. */
  readonly also?: Readonly<Record<number, Answer>>;
  /** Refusals of the handler and of its guards. What every route can answer is in the document anyway. */
  readonly problems?: readonly ProblemCode[];
  /** The security scheme of src/openapi.ts that its guard asks for. */
  readonly security?: string;
  /** Headers of the answer that the handler sets, for the document. */
  readonly headers?: readonly string[];
  /** In the document; if unset, the name of the controller. */
  readonly tag?: string;
}

/** What a handler answers. */
export interface Contract extends Description {
  readonly answers: Readonly<Record<number, Answer>>;
}
export const Contract = Reflector.createDecorator<Contract>();

type Sent<A> = A extends z.ZodType ? z.input<A> : string | Buffer | StreamableFile;
type Stream<T> = Observable<T> | Observable<{ readonly data: T }>;
type Returned<A> = A extends null ? Promise<void> : Sent<A> | Promise<Sent<A>> | Stream<Sent<A>>;

/**
 * Declares what a handler answers; its return type must fit. With `@Sse`, the schema is that of an event's
 * data. The service does not start while a handler lacks this decorator.
 */
export const Answers =
  <A extends Answer>(status: number, answer: A, description: Description) =>
  <H extends (...input: never[]) => Returned<A>>(
    target: object,
    name: string | symbol,
    descriptor: TypedPropertyDescriptor<H>,
  ): void => {
    HttpCode(status)(target, name, descriptor);
    Contract({ ...description, answers: { ...description.also, [status]: answer } })(
      target,
      name,
      descriptor,
    );
  };

/**
 * Another media type or size of the body than JSON of 100 KiB. `@Body` parses it as JSON, `@RawBody` gets its
 * bytes; a handler with neither reads `@Req()` itself, as upload interceptors do.
 */
export const Accepts = Reflector.createDecorator<Accepted>();
/** What Express's response and Fastify's reply share; enough for `@Res({ passthrough: true })`. */
export interface Reply {
  status(code: number): unknown;
  header(name: string, value: string): unknown;
}

/** Express's request, which extends Node's, or Fastify's, which wraps it. */
export type AnyRequest = (IncomingMessage | { readonly raw: IncomingMessage }) & {
  readonly query: unknown;
  body?: unknown;
  rawBody?: Buffer;
};
export const nodeRequest = (request: AnyRequest): IncomingMessage =>
  'raw' in request ? request.raw : request;

const headersOf = (_data: unknown, context: ExecutionContext): unknown =>
  nodeRequest(context.switchToHttp().getRequest<AnyRequest>()).headers;
/** The headers that `{ schema }` names, in lower case. Nest's own @Headers gives them unchecked. */
export const CheckedHeaders = createParamDecorator(headersOf);

/** Which parts of a request the parameters of a handler read, and what it answers. */
export interface Handler extends Contract {
  readonly reads: ReadonlySet<string>;
  /** The headers that it reads. */
  readonly given: Readonly<Record<string, z.core.$ZodType>>;
  readonly accepts: Accepted | undefined;
  readonly isSse: boolean;
}

/**
 * Nest has no public way to list the parameters of a handler. When it renames these keys, the service does
 * not start.
 */
const keys = { parameters: '__routeArguments__', passthrough: '__responsePassthrough__', sse: '__sse__' };
/** Nest's numbers for the kinds of parameters. */
const kinds: Readonly<Record<string, string>> = {
  0: 'request',
  1: 'response',
  2: 'next',
  3: 'body',
  4: 'query',
  5: 'param',
  6: 'headers',
  12: 'bytes',
};

/** Reads the decorators of all handlers once. The service does not start while an input or an answer is undeclared. */
@Injectable()
export class Contracts {
  private readonly all = new Map<Type, Map<Method, Handler>>();

  constructor(
    discovery: DiscoveryService,
    scanner: MetadataScanner,
    private readonly reflector: Reflector,
  ) {
    for (const { metatype } of discovery.getControllers()) {
      const controller = metatype as Type;
      const prototype = controller.prototype as Readonly<Record<string, Method>>;
      const handlers = new Map<Method, Handler>();
      for (const name of scanner.getAllMethodNames(prototype)) {
        const method = prototype[name];
        if (method === undefined || !Reflect.hasMetadata('path', method)) continue;
        handlers.set(method, this.read(controller, name, method));
      }
      this.all.set(controller, handlers);
    }
  }

  list(): readonly Declared[] {
    return [...this.all].flatMap(([controller, handlers]) =>
      [...handlers].map(([method, handler]) => ({ ...handler, controller, method, name: method.name })),
    );
  }

  of(context: Pick<ExecutionContext, 'getClass' | 'getHandler'>): Handler {
    const handler = this.all.get(context.getClass())?.get(context.getHandler() as Method);
    if (handler === undefined) throw new TypeError(`${context.getClass().name} is no controller of a module`);
    return handler;
  }

  private read(controller: Type, name: string, method: Method): Handler {
    const fail = (fault: string): never => {
      throw new TypeError(`${controller.name}.${name}: ${fault}`);
    };
    const contract =
      (this.reflector.get(Contract, method) as Contract | undefined) ?? fail('add @Answers(...)');
    const noted = Object.entries(
      (Reflect.getMetadata(keys.parameters, controller, name) ?? {}) as Record<string, Parameter>,
    );
    if (noted.length < method.length) fail('each parameter needs a decorator');
    const reads = new Set<string>();
    const given: Record<string, z.core.$ZodType> = {};
    for (const [key, { data, schema, factory }] of noted) {
      const number = key.split(':', 1)[0] ?? '';
      const kind = factory === headersOf ? 'checkedHeaders' : (kinds[number] ?? 'other'); // files, custom ones
      reads.add(kind);
      if (kind === 'body' && schema instanceof z.ZodType && schema.safeParse(undefined).success)
        reads.add('no body');
      if (kind === 'headers' && typeof data === 'string') given[data] = z.string().optional();
      if (kind === 'checkedHeaders' && schema instanceof z.ZodObject) Object.assign(given, schema.shape);
      const fault = faultOf(kind, data, schema);
      if (fault !== undefined) fail(fault);
    }
    if (reads.has('response') && Reflect.getMetadata(keys.passthrough, controller, name) !== true)
      fail('@Res() needs { passthrough: true }; return the answer, or a StreamableFile');
    const accepts = this.reflector.get(Accepts, method) as Accepted | undefined;
    const form = accepts?.types.find((type) => !/^application\/(?:.+\+)?json$/.test(type));
    if (reads.has('body') && form !== undefined) fail(`@Body reads JSON; take ${form} with @RawBody`);
    return { ...contract, reads, given, accepts, isSse: Reflect.hasMetadata(keys.sse, method) };
  }
}

type Method = (...input: unknown[]) => unknown;
/** A handler, and where it is declared. */
export interface Declared extends Handler {
  readonly controller: Type;
  readonly name: string;
  readonly method: Method;
}

interface Parameter {
  readonly data?: unknown;
  readonly schema?: unknown;
  readonly factory?: unknown;
}

function faultOf(kind: string, data: unknown, schema: unknown): string | undefined {
  if (kind === 'next') return '@Next() would answer past @Answers(...)';
  if (!['body', 'query', 'param', 'checkedHeaders'].includes(kind)) return undefined;
  const name = `@${kind.charAt(0).toUpperCase()}${kind.slice(1)}`;
  if (kind === 'checkedHeaders')
    return isOfHeaders(schema) ? undefined : `${name} needs a z.object of lower-case names`;
  if (kind !== 'param' && data !== undefined) return `${name} needs the schema of all keys, not of one`;
  if (!(schema instanceof z.ZodType)) return `${name}({ schema: ... }) is missing`;
  if (schema instanceof z.ZodObject && schema.def.catchall === undefined)
    return `${name}: use z.strictObject`;
  decimals(schema); // throws for what no request should meet
  return undefined;
}
