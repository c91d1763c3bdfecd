import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { AppModule } from './app.module.js';
import { secureApp } from './security/index.js';

async function bootstrap(): Promise<void> {
  try {
    const app = await NestFactory.create<NestFastifyApplication>(AppModule, new FastifyAdapter());
    secureApp(app);
    await app.listen(Number(process.env.PORT ?? 3000));
  } catch (error) {
    console.error(error);
    process.exit(1);
  }
}
void bootstrap();
