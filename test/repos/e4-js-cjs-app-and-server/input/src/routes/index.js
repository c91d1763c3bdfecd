const { Router } = require('express');

const router = Router();

router.get('/', (req, res) => {
  res.json({ service: 'e4-js-cjs-app-and-server' });
});
router.post('/echo', (req, res) => {
  res.json(req.body);
});

module.exports = router;
