const fastify = require('fastify')();

fastify.get('/', async () => ({ service: 'prices' }));
fastify.listen({ port: process.env.PORT || 3001 });
