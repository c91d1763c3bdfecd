import { Router } from 'express';

export const echo = Router();

echo.post('/', (req, res) => {
  res.json(req.body);
});
