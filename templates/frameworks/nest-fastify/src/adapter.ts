import { FastifyAdapter } from '@nestjs/platform-fastify';
import { secureOptions, type Context } from './security/index.js';

/** Fastify, whose router treats paths as that of Express does: a long id is for the schema of its route to refuse. */
export const createAdapter = (ctx: Context): FastifyAdapter =>
  new FastifyAdapter({
    ...secureOptions(ctx),
    routerOptions: { ignoreTrailingSlash: true, maxParamLength: 16 * 1024 },
  });
