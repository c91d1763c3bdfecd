import { Module } from '@nestjs/common';
import { APP_INTERCEPTOR, APP_PIPE, DiscoveryModule } from '@nestjs/core';
import { ContractInterceptor } from './contract.interceptor.js';
import { Operations } from './operations.js';
import { SchemaPipe } from './schema.pipe.js';

/** Makes every controller check its schemas. Import it once. */
@Module({
  imports: [DiscoveryModule],
  providers: [
    Operations,
    { provide: APP_PIPE, useClass: SchemaPipe },
    { provide: APP_INTERCEPTOR, useClass: ContractInterceptor },
  ],
  exports: [Operations],
})
export class OperationsModule {}
