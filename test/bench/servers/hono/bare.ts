import { serve } from '@hono/node-server';
import { Hono } from 'hono';
import { page, port } from '../notes.js';

const app = new Hono();
app.get('/notes', async (c) => c.json(await page(Number(c.req.query('limit') ?? 20))));
serve({ fetch: app.fetch, port, hostname: '127.0.0.1' });
