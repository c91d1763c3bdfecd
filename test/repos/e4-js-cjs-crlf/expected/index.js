const express = require('express');
const { secureApp, secureErrors, secureServer } = require('./security/index');

const app = express();
secureApp(app);
app.use(express.json());

app.get('/', (req, res) => res.json({ service: 'e4-js-cjs-crlf' }));
app.post('/echo', (req, res) => res.json(req.body));
secureErrors(app);

secureServer(app.listen(process.env.PORT || 3000));
