import Fastify from 'fastify';
import { secureOptions, secureApp } from './security/index.js';

const app = Fastify(secureOptions({
  logger: false,
}));
secureApp(app);

app.get('/', () => ({ service: 'm-npm-workspaces' }));
app.post('/echo', (request) => request.body);

await app.listen({ port: Number(process.env.PORT ?? 3000) });
