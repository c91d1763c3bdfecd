const { serve } = require('@hono/node-server');
const { createApp } = require('./create-app');

const app = createApp();

serve({ fetch: app.fetch, port: Number(process.env.PORT || 3000) });
