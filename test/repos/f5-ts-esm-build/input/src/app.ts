import { fastify, type FastifyServerOptions } from 'fastify';
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import { echo } from './routes/echo.js';

export async function buildApp(options: FastifyServerOptions = {}) {
  const app = fastify(options).withTypeProvider<TypeBoxTypeProvider>();

  app.get('/', () => ({ service: 'f5-ts-esm-build' }));
  await app.register(echo, { prefix: '/echo' });

  return app;
}
