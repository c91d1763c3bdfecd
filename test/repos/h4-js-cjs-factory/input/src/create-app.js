const { Hono } = require('hono');

function createApp() {
    const app = new Hono();

    app.get('/', (c) => c.json({ service: 'h4-js-cjs-factory' }));
    app.post('/echo', async (c) => c.json(await c.req.json()));

    return app;
}

module.exports = { createApp };
