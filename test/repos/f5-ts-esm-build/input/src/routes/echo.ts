import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';

export const echo: FastifyPluginAsyncTypebox = async (app) => {
  app.post('/', { schema: { body: Type.Object({ hello: Type.String() }) } }, async (request) => {
    return { hello: request.body.hello };
  });
};
