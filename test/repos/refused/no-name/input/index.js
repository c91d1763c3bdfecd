const express = require('express');

const api = express.Router();
api.get('/', (req, res) => res.json({ service: 'no-name' }));
api.post('/echo', express.json(), (req, res) => res.json(req.body));

express().use(api).listen(process.env.PORT || 3000);
