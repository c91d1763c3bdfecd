import express from 'express';
import { echo } from './routes/echo.js';

export const app = express();

app.use(express.json());
app.get('/', (_req, res) => {
  res.json({ service: 'e5-ts-esm-app-and-server' });
});
app.use('/echo', echo);
