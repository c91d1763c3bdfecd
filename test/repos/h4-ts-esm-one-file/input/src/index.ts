import { serve } from '@hono/node-server'
import { Hono } from 'hono'

type Env = { Variables: { greeting: string } }

const app = new Hono<Env>()

app.get('/', (c) => {
  return c.json({ service: 'h4-ts-esm-one-file' })
})

app.post('/echo', async (c) => {
  return c.json(await c.req.json())
})

serve({
  fetch: app.fetch,
  port: Number(process.env.PORT ?? 3000)
}, (info) => {
  console.log(`Server is running on http://localhost:${info.port}`)
})
