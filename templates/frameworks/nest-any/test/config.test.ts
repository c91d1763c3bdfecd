import { Inject, Injectable, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { expect, it } from 'vitest';
import { createAdapter } from '../src/adapter.js';
import { AppModule } from '../src/app.module.js';
import type { Config } from '../src/config.js';
import { CONFIG } from '../src/config.token.js';
import { testContext } from './service.js';

@Injectable()
class Greeter {
  constructor(@Inject(CONFIG) readonly config: Config) {}
}

@Module({ providers: [Greeter] })
class FeatureModule {}

it('hands the settings to what a feature provides', async () => {
  const { ctx } = testContext({ NODE_ENV: 'test' });
  const root = AppModule.with(ctx, [FeatureModule]);
  const app = await NestFactory.create(root, createAdapter(ctx), { abortOnError: false, logger: false });
  expect(app.get(Greeter, { strict: false }).config).toBe(ctx.config);
  await app.close();
});
