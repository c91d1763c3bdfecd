import express from 'express';

const app = express();
const port = process.env.PORT || 3000;

app.use(express.json());

app.get('/', (req, res) => {
  res.json({ service: 'e5-js-esm-one-file' });
});

app.post('/echo', (req, res) => {
  res.json(req.body);
});

app.listen(port, () => {
  console.log(`listening on ${port}`);
});
