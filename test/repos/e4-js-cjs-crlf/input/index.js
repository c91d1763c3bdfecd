const express = require('express');

const app = express();
app.use(express.json());

app.get('/', (req, res) => res.json({ service: 'e4-js-cjs-crlf' }));
app.post('/echo', (req, res) => res.json(req.body));

app.listen(process.env.PORT || 3000);
