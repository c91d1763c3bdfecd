const { Hono } = require('hono');
const { secureApp } = require('./security/index');

function createApp() {
    const app = new Hono();
    secureApp(app);

    app.get('/', (c) => c.json({ service: 'h4-js-cjs-factory' }));
    app.post('/echo', async (c) => c.json(await c.req.json()));

    return app;
}

module.exports = { createApp };
