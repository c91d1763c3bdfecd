import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { AppModule } from './app.module.js';

const app = await NestFactory.create<NestExpressApplication>(AppModule, { bufferLogs: true });
app.setGlobalPrefix('');
app.flushLogs();

await app.listen(Number(process.env.PORT ?? 3000), '127.0.0.1');
