import { serve } from '@hono/node-server';
import { Hono } from 'hono';

const app = new Hono()
  .get('/', (c) => c.json({ service: 'hono-base-path' }))
  .basePath('/echo')
  .post('/', async (c) => c.json(await c.req.json()));

export type AppType = typeof app;

serve({ fetch: app.fetch, port: Number(process.env.PORT ?? 3000) });
