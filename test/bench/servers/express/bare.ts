import express from 'express';
import { page, port } from '../notes.js';

const app = express();
app.use(express.json());
app.get('/notes', async (request, response) => {
  response.json(await page(Number(request.query.limit ?? 20)));
});
app.listen(port, '127.0.0.1');
