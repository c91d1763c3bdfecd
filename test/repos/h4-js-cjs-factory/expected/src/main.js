const { serve } = require('@hono/node-server');
const { createApp } = require('./create-app');
const { secureServer } = require('./security/index');

const app = createApp();

secureServer(serve({ fetch: app.fetch, port: Number(process.env.PORT || 3000) }));
