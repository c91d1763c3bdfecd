const express = require('express');
const db = require('./db');

db.connect(function (err, connection) {
  if (err) throw err;

  const app = express();
  app.use(express.json());
  app.get('/', (req, res) => res.json({ service: 'database-callback' }));
  app.post('/echo', (req, res) => res.json(req.body));

  app.listen(process.env.PORT || 3000);
});
