import type { INestApplication } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { AppModule } from './app.module.js';
import { createAdapter } from './adapter.js';
import { openApiRoute } from './openapi.js';
import { secureApp, type Context } from './security/index.js';
import { mount } from './security/mount.js';
import { NestLogger } from './security/nest-logger.js';
import { Operations } from './security/operations.js';
import { mountedOn } from './security/route.js';

/** Builds the service; it does not listen yet. */
export async function buildApp(ctx: Context): Promise<INestApplication> {
  const app = await NestFactory.create(AppModule.with(ctx.config), createAdapter(ctx), {
    abortOnError: false, // throw errors of the start
    bodyParser: false, // bodies are read by src/security/json-body.ts
    logger: new NestLogger(ctx.logger),
  });
  secureApp(app, ctx);
  if (ctx.config.NODE_ENV !== 'production') {
    mount(app, [openApiRoute([...mountedOn(app), ...app.get(Operations).list()])]);
  }
  return app;
}
