import { Hono } from 'hono';

export const echo = new Hono().post('/', async (c) => c.json(await c.req.json()));
