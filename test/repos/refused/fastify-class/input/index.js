import Fastify from 'fastify';

class Service {
  constructor() {
    this.app = Fastify({ logger: false });
    this.routes();
  }

  routes() {
    this.app.get('/', async () => ({ service: 'fastify-class' }));
    this.app.post('/echo', async (request) => request.body);
  }

  start() {
    return this.app.listen({ port: Number(process.env.PORT ?? 3000) });
  }
}

await new Service().start();
