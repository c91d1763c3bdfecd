import express from 'express';
import { echo } from './routes/echo.js';
import { secureApp, secureErrors } from './security/index.js';

export const app = express();
secureApp(app);

app.use(express.json());
app.get('/', (_req, res) => {
  res.json({ service: 'e5-ts-esm-app-and-server' });
});
app.use('/echo', echo);
secureErrors(app);
