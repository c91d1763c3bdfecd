import { Router } from 'express';

const routes = Router();

routes.get('/', (_req, res) => {
  res.json({ service: 'e4-ts-cjs-app-and-server' });
});
routes.post('/echo', (req, res) => {
  res.json(req.body);
});

export default routes;
