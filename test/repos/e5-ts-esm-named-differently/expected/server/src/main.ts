import { createServer } from 'node:http';
import express, { type Express } from 'express';
import config from './config/index.js';
import { secureApp, secureErrors, secureServer } from './security/index.js';

const web: Express = express();
secureApp(web);

web.get('/', (_req, res) => {
  res.json({ service: 'e5-ts-esm-named-differently' });
});
web.post('/echo', express.json(), (req, res) => {
  res.json(req.body);
});
secureErrors(web);

secureServer(createServer(web)).listen(config.port);
