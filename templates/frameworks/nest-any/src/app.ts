import type { INestApplication } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { createAdapter } from './adapter.js';
import { AppModule } from './app.module.js';
import { secureApp, type Context } from './security/index.js';
import { NestLogger } from './security/logger.js';

/** Builds the service; it does not listen yet. */
export async function createApp(ctx: Context): Promise<INestApplication> {
  // Loaded outside production only: a map of the API helps attackers too, and it takes 100 ms to load.
  const docs = ctx.config.NODE_ENV === 'production' ? undefined : await import('./openapi.js');
  const root = AppModule.with(ctx, docs ? [docs.OpenApiModule] : []);
  const app = await NestFactory.create(root, createAdapter(ctx), {
    abortOnError: false, // throw errors of the start
    bodyParser: false, // bodies are read by src/security/checks.ts, as each handler declares
    logger: new NestLogger(ctx.logger),
  });
  // Not consumer.apply() of a module: a global prefix would leave out all paths outside it.
  secureApp(app, ctx);
  docs?.describe(app);
  return app;
}
