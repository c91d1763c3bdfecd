var express = require('express');
var router = express.Router();

router.get('/', function(req, res, next) {
  res.json({ service: 'e4-js-cjs-bin-www' });
});

router.post('/echo', function(req, res, next) {
  res.json(req.body);
});

module.exports = router;
