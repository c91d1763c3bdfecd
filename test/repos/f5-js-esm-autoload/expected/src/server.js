import path from 'node:path'
import AutoLoad from '@fastify/autoload'
import Fastify from 'fastify'
import { secureOptions, secureApp } from './security/index.js'

const app = Fastify(secureOptions())
secureApp(app)

app.register(AutoLoad, { dir: path.join(import.meta.dirname, 'plugins') })
app.register(AutoLoad, { dir: path.join(import.meta.dirname, 'routes') })

app.listen({ port: process.env.PORT ?? 3000 }, (error) => {
  if (error) throw error
})
