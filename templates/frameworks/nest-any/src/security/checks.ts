import type { IncomingMessage, ServerResponse } from 'node:http';
import {
  Injectable,
  StandardSchemaSerializerInterceptor,
  StandardSchemaValidationPipe,
  StreamableFile,
  type ArgumentMetadata,
  type CallHandler,
  type CanActivate,
  type ExecutionContext,
  type NestInterceptor,
} from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { catchError, map, type Observable } from 'rxjs';
import { z } from 'zod';
import { checkAnnounced, checkType, readBytes, readJson, refusalOf } from './body.js';
import {
  Contracts,
  decimals,
  nodeRequest,
  type Answer,
  type AnyRequest,
  type Handler,
  type Reply,
} from './contract.js';
import type { Logger } from './logger.js';
import {
  headersKept,
  nodeResponse,
  Problem,
  rawProblem,
  refusedOf,
  sendProblem,
  type PlatformResponse,
} from './problem.js';
import { hasBody } from './requests.js';

/** Refuses what the head of a request already tells to be wrong. Other guards come next. */
@Injectable()
export class ContractGuard implements CanActivate {
  constructor(private readonly contracts: Contracts) {}

  canActivate(context: ExecutionContext): boolean {
    const handler = this.contracts.of(context);
    const { reads, accepts } = handler;
    const http = context.switchToHttp();
    const request = http.getRequest<AnyRequest>();
    const { url = '', headers } = nodeRequest(request);
    // Express parses the query each time that it is asked for it.
    if (!reads.has('query') && url.includes('?') && !isEmpty(request.query)) throw undeclared('query');
    if (handler.isSse) release(nodeResponse(http.getResponse<PlatformResponse>())); // each event is checked
    if (accepts && isStreamed(handler)) {
      if (hasBody(headers)) checkAnnounced(nodeRequest(request), accepts);
      else checkType(headers, accepts.types); // an empty upload has a type
    } else if (hasBody(headers)) checkType(headers, accepts?.types);
    return true;
  }
}

/** Whether the handler reads the body itself. */
const isStreamed = ({ reads, accepts }: Handler): boolean =>
  accepts !== undefined && !reads.has('body') && !reads.has('bytes');

/** Reads the body as the handler declares it, behind all guards: nobody whom they refuse gets a body read. */
@Injectable()
export class BodyInterceptor implements NestInterceptor {
  constructor(private readonly contracts: Contracts) {}

  intercept(
    context: ExecutionContext,
    next: CallHandler,
  ): Observable<unknown> | Promise<Observable<unknown>> {
    const handler = this.contracts.of(context);
    const request = context.switchToHttp().getRequest<AnyRequest>();
    if (hasBody(nodeRequest(request).headers)) {
      if (!isStreamed(handler)) return this.readBody(request, handler).then(() => next.handle());
    } else if (handler.reads.has('bytes')) request.rawBody = Buffer.alloc(0);
    return next.handle();
  }

  private async readBody(request: AnyRequest, { reads, accepts }: Handler): Promise<void> {
    const bytes = await readBytes(nodeRequest(request), accepts?.bytes);
    if (reads.has('bytes')) request.rawBody = bytes;
    if (reads.has('body')) request.body = readJson(bytes, accepts?.bytes);
    if (!reads.has('body') && !reads.has('bytes') && bytes.length > 0)
      throw undeclared('body', 'invalid_type');
  }
}

const isEmpty = (query: unknown): boolean => Object.keys(query as object).length === 0;

const undeclared = (place: string, code = 'unrecognized_keys'): Problem =>
  new Problem('validation_failed', { errors: [{ in: place, path: '', code }] });

const places = { body: 'body', query: 'query', param: 'params', custom: 'headers' };

const readers = new WeakMap<object, ReturnType<typeof decimals>>();
function readerOf(schema: object): ReturnType<typeof decimals> {
  const read =
    readers.get(schema) ?? (schema instanceof z.ZodType ? decimals(schema) : (value: unknown) => value);
  readers.set(schema, read);
  return read;
}

/** Nest's own pipe lets through what has no schema, and its messages name no place. */
@Injectable()
export class SchemaPipe extends StandardSchemaValidationPipe {
  override async transform<T>(value: T, { type, data, schema }: ArgumentMetadata): Promise<T> {
    if (type === 'custom' && schema === undefined) return value;
    if (schema === undefined) throw new TypeError(`@${type} without a schema`);
    const given = type === 'body' ? value : readerOf(schema)(value);
    const result = await this.validate<T>(given, schema);
    if (result.issues === undefined) return result.value;
    const errors = result.issues.slice(0, 20).map((issue) => {
      const path = [...(data === undefined ? [] : [data]), ...(issue.path ?? [])];
      const code = 'code' in issue ? String(issue.code) : 'invalid'; // Zod names it, the standard does not
      return { in: places[type], path: path.map(String).join('.'), code };
    });
    throw new Problem('validation_failed', { errors });
  }
}

/** Nest's own interceptor sends what has no schema, and checks lists item by item. */
@Injectable()
export class AnswerInterceptor extends StandardSchemaSerializerInterceptor {
  constructor(
    reflector: Reflector,
    private readonly contracts: Contracts,
  ) {
    super(reflector);
  }

  override intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const { answers, isSse } = this.contracts.of(context);
    const http = context.switchToHttp();
    const reply = http.getResponse<PlatformResponse & Reply>();
    const res = nodeResponse(reply);
    return next.handle().pipe(
      map((value: unknown) => {
        const { statusCode } = reply as ServerStatus;
        const answer = answers[statusCode];
        if (answer === undefined)
          throw new TypeError(`an answer ${String(statusCode)} that @Answers does not name`);
        const sent = isSse ? event(value, answer) : checked(value, answer);
        if (typeof answer === 'string') reply.header('Content-Type', answer);
        if (sent instanceof StreamableFile) refuseUnreadable(sent, res);
        release(res);
        return sent;
      }),
      catchError((error: unknown) => {
        if (isCutOff(nodeRequest(http.getRequest<AnyRequest>()))) throw refusalOf(true);
        // Behind the head of the answer, Nest would send the message of an HttpException to the client, unlogged.
        if (isSse && res.headersSent) throw new Error('a stream of events failed', { cause: error });
        throw error;
      }),
    );
  }
}

/** Whether the upload ended early: its client left, or took too long. No fault of the handler that reads it. */
const isCutOff = ({ complete, errored }: IncomingMessage): boolean =>
  !complete && errored !== null && 'code' in errored && errored.code === 'ECONNRESET';

/** On Express, Nest would answer 400 for a file that cannot be read, and call one that fails later the client's end. */
function refuseUnreadable(file: StreamableFile, res: ServerResponse): void {
  const { errorHandler, errorLogger } = file;
  file.setErrorHandler((error, response) => {
    if (res.destroyed || (res.headersSent && file.getStream().readableEnded)) {
      errorHandler(error, response);
      return;
    }
    errorLogger(error);
    sendProblem(res, 'internal_error');
  });
}

interface ServerStatus {
  readonly statusCode: number;
}

const checked = (value: unknown, answer: Answer): unknown =>
  (answer instanceof z.ZodType ? answer : answer === null ? nothing : content).parse(value);

const nothing = z.undefined();
const content = z.union([z.string(), z.instanceof(Buffer), z.instanceof(StreamableFile)]);

/** One event of `@Sse`. */
function event(value: unknown, answer: Answer): object {
  const { data, id, type, retry } = value as Readonly<Record<string, unknown>>;
  return { data: checked(data, answer), id, type, retry };
}

/** Stands on the response itself: to find and to collect a WeakSet's entries takes several times as long. */
const released = Symbol('checked');
type Released = ServerResponse & { [released]?: boolean };

/** Lets an answer go that has been checked. */
export const release = (res: Released): void => void (res[released] = true);

/** Lets a middleware answer whatever it likes, such as `express.static(...)`. It must check its inputs itself. */
export const unchecked =
  <Q, R extends Released>(handler: (req: Q, res: R, next: Next) => unknown) =>
  (req: Q, res: R, next: Next): void => {
    res[released] = true;
    handler(req, res, (error) => {
      res[released] = false;
      next(error);
    });
  };
type Next = (error?: unknown) => void;

/** Whether this answer may be sent: it was checked, or it is a refusal, or it has no body. */
export const mayLeave = (res: Released, status: number): boolean =>
  res[released] === true || refusedOf(res) !== undefined || (status === 204 && res.req.method === 'OPTIONS');

/** From now on no other answer leaves, whoever tries. `responses` is the prototype of all that the service sends. */
export function guardAnswers(responses: ServerResponse, logger: Logger): void {
  const send = responses.writeHead as (this: ServerResponse, ...head: readonly unknown[]) => ServerResponse;
  function writeHead(this: ServerResponse, ...head: readonly unknown[]): ServerResponse {
    if (mayLeave(this, Number(head[0]))) return send.call(this, ...head);
    const { req } = this;
    const err = new TypeError(
      `an answer of ${String(req.method)} past its schema: return it from a handler with @Answers`,
    );
    logger.error({ err }, 'request failed');
    // To throw would end the process if a stream writes. Nothing is sent yet, so the socket can get another answer.
    req.socket.write(rawProblem('internal_error', headersKept(this), req.method));
    req.socket.destroySoon();
    return send.call(this, 500);
  }
  Object.assign(responses, { writeHead });
}
