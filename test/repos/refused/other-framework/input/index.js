const fastify = require('fastify')();

fastify.get('/', async () => ({ service: 'other-framework' }));
fastify.listen({ port: Number(process.env.PORT || 3000) });
