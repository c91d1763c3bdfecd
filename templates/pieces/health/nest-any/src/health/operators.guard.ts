import { Inject, Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import type { Config } from '../config.js';
import { CONFIG } from '../config.token.js';
import { Problem } from '../security/problem.js';
import { isBearer } from './health.js';

/** Lets operators in, by their bearer token. */
@Injectable()
export class OperatorsGuard implements CanActivate {
  constructor(@Inject(CONFIG) private readonly config: Config) {}

  canActivate(context: ExecutionContext): boolean {
    const { headers } = context.switchToHttp().getRequest<{ headers: { authorization?: string } }>();
    if (isBearer(headers.authorization, this.config.OPERATIONS_TOKEN)) return true;
    throw new Problem('unauthorized', { headers: { 'WWW-Authenticate': 'Bearer' } });
  }
}
