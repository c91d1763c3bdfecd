import { Global, Module, type DynamicModule, type OnModuleInit } from '@nestjs/common';
import {
  APP_FILTER,
  APP_GUARD,
  APP_INTERCEPTOR,
  APP_PIPE,
  ApplicationConfig,
  DiscoveryModule,
  HttpAdapterHost,
} from '@nestjs/core';
import { refuseOtherMethods, routesOf } from '../adapter.js';
import { CONFIG } from '../config.token.js';
import { AnswerInterceptor, BodyInterceptor, ContractGuard, SchemaPipe } from './checks.js';
import { Contracts } from './contract.js';
import { securityModules, type Context } from './index.js';
import { ProblemFilter } from './problem.js';

/** Where others look: `app.setGlobalPrefix('api', { exclude: unprefixed })`. */
export const unprefixed = ['livez', 'readyz', 'health/details', 'openapi.json', '.well-known/security.txt'];

/** Checks what every controller takes and answers. What comes before Nest's router is in index.ts. */
@Global()
@Module({ imports: [DiscoveryModule] })
export class SecurityModule implements OnModuleInit {
  constructor(
    private readonly host: HttpAdapterHost,
    private readonly application: ApplicationConfig,
  ) {}

  static with({ config, logger }: Context): DynamicModule {
    const settings = { provide: CONFIG, useValue: config };
    return {
      module: SecurityModule,
      imports: [...securityModules],
      providers: [
        settings,
        Contracts,
        { provide: APP_FILTER, useValue: new ProblemFilter(logger) },
        { provide: APP_GUARD, useClass: ContractGuard },
        { provide: APP_PIPE, useClass: SchemaPipe },
        { provide: APP_INTERCEPTOR, useClass: BodyInterceptor },
        { provide: APP_INTERCEPTOR, useClass: AnswerInterceptor },
      ],
      exports: [settings, Contracts],
    };
  }

  /** The routes are registered by now, but not yet the answer to unknown paths. */
  onModuleInit(): void {
    const paths = new Set(routesOf(this.host.httpAdapter).map(({ path }) => path));
    const prefix = this.application.getGlobalPrefix().replace(/^\/|\/$/g, '');
    const moved = unprefixed.filter((path) => prefix !== '' && paths.has(`/${prefix}/${path}`));
    if (moved.length > 0)
      throw new TypeError(`setGlobalPrefix moves ${moved.join(', ')}: { exclude: unprefixed } keeps them`);
    refuseOtherMethods(this.host.httpAdapter);
  }
}
