import { buildApp } from './app.js';

const app = await buildApp({ logger: process.env.NODE_ENV !== 'test' });

try {
  await app.listen({ port: Number(process.env.PORT ?? 3000) });
} catch (error) {
  app.log.error(error);
  process.exit(1);
}
