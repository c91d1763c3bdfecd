import express from 'express';

const app = express()
  .disable('x-powered-by')
  .use(express.json())
  .get('/', (req, res) => {
    res.json({ service: 'fluent-chain' });
  })
  .post('/echo', (req, res) => {
    res.json(req.body);
  });

app.listen(process.env.PORT || 3000);
