import { serve } from '@hono/node-server'
import { Hono } from 'hono'
import { secureApp, secureServer } from './security/index.js'

type Env = { Variables: { greeting: string } }

const app = new Hono<Env>()
secureApp(app)

app.get('/', (c) => {
  return c.json({ service: 'h4-ts-esm-one-file' })
})

app.post('/echo', async (c) => {
  return c.json(await c.req.json())
})

secureServer(serve({
  fetch: app.fetch,
  port: Number(process.env.PORT ?? 3000)
}, (info) => {
  console.log(`Server is running on http://localhost:${info.port}`)
}))
