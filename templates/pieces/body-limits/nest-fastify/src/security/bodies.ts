import type { INestApplication } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Incoming } from './connect.js';

/** What json-body.ts has read is Fastify's body too: its own parsers would wait for bytes that have passed. */
export function handOverBodies(app: INestApplication): void {
  const adapter = (app as NestFastifyApplication).getHttpAdapter();
  adapter.registerParserMiddleware = () => undefined; // what Nest does unless bodyParser is false
  const fastify = adapter.getInstance();
  fastify.removeAllContentTypeParsers();
  fastify.addContentTypeParser('*', (_request, payload: Incoming, done) => {
    done(null, payload.body);
  });
}
