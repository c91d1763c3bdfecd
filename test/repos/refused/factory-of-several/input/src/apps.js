const express = require('express');

function createPublic() {
  const app = express();
  app.use(express.json());
  app.get('/', (req, res) => res.json({ service: 'factory-of-several' }));
  app.post('/echo', (req, res) => res.json(req.body));
  return app;
}

function createAdmin() {
  const admin = express();
  admin.get('/stats', (req, res) => res.json({ uptime: 1 }));
  return admin;
}

module.exports = { createPublic, createAdmin };
