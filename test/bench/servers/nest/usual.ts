import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import helmet from 'helmet';
import { pino } from 'pino';
import { pinoHttp } from 'pino-http';
import { origin, requestId, secretHeaders } from '../controls.js';
import { port } from '../notes.js';
import { AppModule } from './notes.module.js';

const app = await NestFactory.create<NestExpressApplication>(AppModule, { logger: false });
app.set('trust proxy', 'loopback');
app.use(pinoHttp({ logger: pino({ redact: secretHeaders }), genReqId: requestId }));
app.use(helmet());
app.enableCors({ origin: [origin] });
await app.listen(port, '127.0.0.1');
