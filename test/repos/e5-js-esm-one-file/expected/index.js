import express from 'express';
import { secureApp, secureErrors, secureServer } from './security/index.js';

const app = express();
secureApp(app);
const port = process.env.PORT || 3000;

app.use(express.json());

app.get('/', (req, res) => {
  res.json({ service: 'e5-js-esm-one-file' });
});

app.post('/echo', (req, res) => {
  res.json(req.body);
});
secureErrors(app);

secureServer(app.listen(port, () => {
  console.log(`listening on ${port}`);
}));
