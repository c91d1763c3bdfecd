const express = require('express');

const app = express();
app.get('/', (req, res) => res.json({ service: 'orders' }));
app.listen(process.env.PORT || 3000);
