import { NestFactory } from '@nestjs/core';
import helmet from 'helmet';
import { AppModule } from './app.module';
import { secureApp } from './security/index';

async function bootstrap() {
  const app = await NestFactory.create(AppModule);
  app.use(helmet({ frameguard: { action: 'deny' } }));
  app.enableCors({ origin: 'https://app.example.test' });
  secureApp(app);
  app.enableShutdownHooks();
  await app.listen(process.env.PORT ?? 3000);
}
bootstrap();
