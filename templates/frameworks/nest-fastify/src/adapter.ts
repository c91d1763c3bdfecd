import { FastifyAdapter } from '@nestjs/platform-fastify';
import { secureOptions, type Context } from './security/index.js';

/** Makes the Fastify adapter. Long ids reach the routes, whose schemas refuse them. */
export const createAdapter = (ctx: Context): FastifyAdapter =>
  new FastifyAdapter({
    ...secureOptions(ctx),
    routerOptions: { maxParamLength: 16 * 1024 },
  });
