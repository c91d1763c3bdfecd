const express = require('express');
const http = require('http');

const app = express();
app.use(express.json({ limit: '10mb' }));
app.use(express.urlencoded({ extended: true }));
const server = http.createServer(app);

app.get('/', (req, res) => {
  res.json({ service: 'e5-js-cjs-parser-first' });
});

app.post('/echo', (req, res) => {
  res.json(req.body);
});

server.listen(process.env.PORT || 3000);
