import { randomUUID } from 'node:crypto';
import helmet from '@fastify/helmet';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { AppModule } from '../nest/notes.module.js';
import { origin, secretHeaders } from '../controls.js';
import { port } from '../notes.js';

const adapter = new FastifyAdapter({
  logger: { redact: secretHeaders },
  genReqId: () => randomUUID(),
  trustProxy: '127.0.0.1',
});
const app = await NestFactory.create<NestFastifyApplication>(AppModule, adapter, { logger: false });
app
  .getHttpAdapter()
  .getInstance()
  .addHook('onRequest', async (request, reply) => {
    reply.header('x-request-id', request.id);
  });
await app.register(helmet);
app.enableCors({ origin: [origin] });
await app.listen(port, '127.0.0.1');
