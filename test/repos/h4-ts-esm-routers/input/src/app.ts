import { Hono } from 'hono';
import { cors } from 'hono/cors';
import { echo } from './routes/echo';
import { users } from './routes/users';

export const app = new Hono();

app.use('*', cors({ origin: 'https://app.example.test' }));
app.get('/', (c) => c.json({ service: 'h4-ts-esm-routers' }));

const routes = app.route('/echo', echo).route('/users', users);

export type AppType = typeof routes;
export default app;
