// Require the framework and instantiate it
const { secureOptions, secureApp } = require('./security/index')
const fastify = require('fastify')(secureOptions({ logger: true }))
secureApp(fastify)

// Declare a route
fastify.get('/', async (request, reply) => {
  return { service: 'f5-js-cjs-one-file' }
})

fastify.post('/echo', async (request, reply) => {
  return request.body
})

// Run the server!
const start = async () => {
  try {
    await fastify.listen({ port: process.env.PORT || 3000 })
  } catch (err) {
    fastify.log.error(err)
    process.exit(1)
  }
}
start()
