const express = require('express');

const app = express();
app.use(express.json());
app.get('/', (req, res) => res.json({ service: 'two-apps' }));
app.post('/echo', (req, res) => res.json(req.body));
app.listen(process.env.PORT || 3000);

const metrics = express();
metrics.get('/metrics', (req, res) => res.send('up 1'));
metrics.listen(0, '127.0.0.1');
