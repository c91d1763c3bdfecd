import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { AppModule } from './app.module.js';
import { openApiRoute } from './openapi.js';
import { healthRoutes } from './routes/health.js';
import { secureApp, type Context } from './security/index.js';
import { mount } from './security/mount.js';
import { NestLogger } from './security/nest-logger.js';
import { Operations } from './security/operations.js';

/** The whole service, not listening yet. */
export async function buildApp(ctx: Context): Promise<NestExpressApplication> {
  const app = await NestFactory.create<NestExpressApplication>(AppModule.with(ctx.config), {
    abortOnError: false, // what fails is thrown
    bodyParser: false, // bodies are read by src/security/json-body.ts
    logger: new NestLogger(ctx.logger),
  });
  app.set('etag', false); // answers are not cached
  app.set('query parser', 'simple'); // text and lists of text, nothing deeper
  app.enable('case sensitive routing');
  secureApp(app, ctx);
  if (ctx.config.NODE_ENV !== 'production') {
    mount(app, [openApiRoute([...healthRoutes(ctx.config), ...app.get(Operations).list()])]);
  }
  return app;
}
