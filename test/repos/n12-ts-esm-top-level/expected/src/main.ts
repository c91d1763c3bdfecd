import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { AppModule } from './app.module.js';
import { secureApp } from './security/index.js';

const app = await NestFactory.create<NestExpressApplication>(AppModule, { bufferLogs: true });
secureApp(app);
app.setGlobalPrefix('');
app.flushLogs();

await app.listen(Number(process.env.PORT ?? 3000), '127.0.0.1');
