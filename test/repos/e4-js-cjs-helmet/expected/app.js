const express = require('express');
const security = require('./middleware/security');
const { secureApp, secureErrors, secureServer } = require('./security/index');

const app = express();

app.use(security);
secureApp(app);
app.use(express.json());

app.get('/', (req, res) => res.json({ service: 'e4-js-cjs-helmet' }));
app.post('/echo', (req, res) => res.json(req.body));
secureErrors(app);

secureServer(app.listen(process.env.PORT || 3000));
