import {
  Injectable,
  StandardSchemaValidationPipe,
  type ArgumentMetadata,
  type CanActivate,
  type ExecutionContext,
} from '@nestjs/common';
import { z } from 'zod';
import { release } from './answers.js';
import { checkAnnounced, readBytes, readJson } from './body.js';
import { Contracts, nodeRequest, type AnyRequest, type Handler } from './contract.js';
import { decimals } from './plain-text.js';
import { nodeResponse, type PlatformResponse } from './platform.js';
import { Problem } from './problem.js';
import { hasBody } from './requests.js';

/** Reads the body as the handler declares it, and refuses inputs that no parameter of the handler names. */
@Injectable()
export class ContractGuard implements CanActivate {
  constructor(private readonly contracts: Contracts) {}

  canActivate(context: ExecutionContext): boolean | Promise<boolean> {
    const handler = this.contracts.of(context);
    const http = context.switchToHttp();
    const request = http.getRequest<AnyRequest>();
    const { url = '', headers } = nodeRequest(request);
    // Express parses the query each time that it is asked for it.
    if (!handler.reads.has('query') && url.includes('?') && !isEmpty(request.query))
      throw undeclared('query');
    if (handler.isSse) release(nodeResponse(http.getResponse<PlatformResponse>())); // each event is checked
    if (hasBody(headers)) return this.readBody(request, handler);
    if (handler.reads.has('bytes')) request.rawBody = Buffer.alloc(0);
    return true;
  }

  private async readBody(request: AnyRequest, { reads, accepts }: Handler): Promise<boolean> {
    const isRead = reads.has('body') || reads.has('bytes');
    if (!isRead && accepts !== undefined) {
      checkAnnounced(nodeRequest(request), accepts); // the handler reads the stream
      return true;
    }
    const bytes = await readBytes(nodeRequest(request), accepts);
    if (!isRead && bytes.length > 0) throw undeclared('body', 'invalid_type');
    if (reads.has('bytes')) request.rawBody = bytes;
    if (reads.has('body')) request.body = readJson(bytes);
    return true;
  }
}

const isEmpty = (query: unknown): boolean => Object.keys(query as object).length === 0;

const undeclared = (place: string, code = 'unrecognized_keys'): Problem =>
  new Problem('validation_failed', { errors: [{ in: place, path: '', code }] });

const places = { body: 'body', query: 'query', param: 'params', custom: 'headers' };

/** Nest's own pipe lets through what has no schema, and its messages name no place. */
@Injectable()
export class SchemaPipe extends StandardSchemaValidationPipe {
  override async transform<T>(value: T, { type, data, schema }: ArgumentMetadata): Promise<T> {
    if (type === 'custom' && schema === undefined) return value;
    if (schema === undefined) throw new TypeError(`@${type} without a schema`);
    const given = type === 'body' || !(schema instanceof z.ZodType) ? value : decimals(schema, value);
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
