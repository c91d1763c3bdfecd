import { NestFactory } from '@nestjs/core';
import { AppModule } from './app.module';

async function createApp() {
  return await NestFactory.create(AppModule, { logger: false });
}

async function main() {
  const app = await createApp();
  await app.listen(process.env.PORT ?? 3000);
}

void main();
