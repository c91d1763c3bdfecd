import Fastify from 'fastify';

const app = Fastify({
  logger: false,
});

app.get('/', () => ({ service: 'm-npm-workspaces' }));
app.post('/echo', (request) => request.body);

await app.listen({ port: Number(process.env.PORT ?? 3000) });
