import { FastifyAdapter } from '@nestjs/platform-fastify';
import { secureOptions, type Context } from './security/index.js';

/** Fastify. A long id is for the schema of its route to refuse. */
export const createAdapter = (ctx: Context): FastifyAdapter =>
  new FastifyAdapter({
    ...secureOptions(ctx),
    routerOptions: { maxParamLength: 16 * 1024 },
  });
