import cors from '@fastify/cors'

// Only these routes are for browsers.
export default async function (fastify) {
  await fastify.register(cors, { origin: 'https://app.example.test' })

  fastify.get('/', async () => ({ service: 'f5-js-esm-autoload' }))
  fastify.post('/echo', async (request) => request.body)
}
