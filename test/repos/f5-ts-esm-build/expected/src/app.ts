import { fastify, type FastifyServerOptions } from 'fastify';
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import { echo } from './routes/echo.js';
import { secureOptions, secureApp } from './security/index.js';

export async function buildApp(options: FastifyServerOptions = {}) {
  const app = fastify(secureOptions(options)).withTypeProvider<TypeBoxTypeProvider>();
  secureApp(app);

  app.get('/', () => ({ service: 'f5-ts-esm-build' }));
  await app.register(echo, { prefix: '/echo' });

  return app;
}
