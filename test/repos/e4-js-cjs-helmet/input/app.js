const express = require('express');
const security = require('./middleware/security');

const app = express();

app.use(security);
app.use(express.json());

app.get('/', (req, res) => res.json({ service: 'e4-js-cjs-helmet' }));
app.post('/echo', (req, res) => res.json(req.body));

app.listen(process.env.PORT || 3000);
