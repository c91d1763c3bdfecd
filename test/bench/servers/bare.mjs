import express from 'express';

const app = express();
app.use(express.json());
app.get('/notes', (_request, response) => {
  response.json({ items: [], total: 0 });
});
app.listen(Number(process.env.PORT), '127.0.0.1');
