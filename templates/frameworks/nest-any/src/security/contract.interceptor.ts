import { Injectable, type CallHandler, type ExecutionContext, type NestInterceptor } from '@nestjs/common';
import { map, type Observable } from 'rxjs';
import { z } from 'zod';
import { Operations } from './operations.js';
import { givenBy } from './platform.js';
import { noInput, valid } from './route.js';

/** Refuses inputs that no parameter of the handler reads, and sends only what the answer's schema names. */
@Injectable()
export class ContractInterceptor implements NestInterceptor {
  constructor(private readonly operations: Operations) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const { params, query, body, responses } = this.operations.of(context.getHandler());
    const given = givenBy(context.switchToHttp().getRequest());
    if (params === noInput.params) valid('params', params, given.params);
    if (query === noInput.query) valid('query', query, given.query);
    if (body === 'none') valid('body', nothing, given.body);
    const [schema] = Object.values(responses);
    return next.handle().pipe(map((answer: unknown) => schema?.parse(answer)));
  }
}

const nothing = z.undefined();
