import { randomUUID } from 'node:crypto';
import cors from '@fastify/cors';
import helmet from '@fastify/helmet';
import rateLimit from '@fastify/rate-limit';
import { fastify } from 'fastify';
import { answer, limits, origin, query, secretHeaders } from '../controls.js';
import { page, port } from '../notes.js';

const app = fastify({
  logger: { redact: secretHeaders },
  genReqId: () => randomUUID(),
  trustProxy: '127.0.0.1',
});
app.addHook('onRequest', async (request, reply) => {
  reply.header('x-request-id', request.id);
});
await app.register(helmet);
await app.register(cors, { origin: [origin] });
await app.register(rateLimit, { max: limits.requests, timeWindow: limits.milliseconds, cache: 10_000 });
app.get('/notes', async (request, reply) => {
  const parsed = query.safeParse(request.query);
  if (!parsed.success) return reply.code(400).send({ error: 'invalid' });
  return answer.parse(await page(parsed.data.limit));
});
await app.listen({ port, host: '127.0.0.1' });
