import { fastify } from 'fastify';
import { page, port } from '../notes.js';

const app = fastify();
app.get<{ Querystring: { limit?: string } }>('/notes', (request) => page(Number(request.query.limit ?? 20)));
await app.listen({ port, host: '127.0.0.1' });
