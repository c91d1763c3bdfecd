import type { INestApplication } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Incoming } from './requests.js';

/** Passes the body that json-body.ts has read to Fastify, whose own parsers would wait for bytes that never come. */
export function handOverBodies(app: INestApplication): void {
  const adapter = (app as NestFastifyApplication).getHttpAdapter();
  adapter.registerParserMiddleware = () => undefined; // Nest does the same where bodyParser is false
  const fastify = adapter.getInstance();
  fastify.removeAllContentTypeParsers();
  fastify.addContentTypeParser('*', (_request, payload: Incoming, done) => {
    done(null, payload.body);
  });
}
