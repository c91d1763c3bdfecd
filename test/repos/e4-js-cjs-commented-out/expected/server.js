const express = require('express');
const { secureApp, secureErrors, secureServer } = require('./security/index');
// const helmet = require('helmet');

// const app = express();
// app.use(helmet());
// app.listen(4000);

/*
const app = express();
app.use(rateLimit({ windowMs: 1000 }));
secureApp(app);
*/

const app = express();
secureApp(app);
// app.use(helmet()); // TODO: breaks the docs page
app.use(express.json());

app.get('/', (req, res) => {
  res.json({ service: 'e4-js-cjs-commented-out' });
});
// app.get('/old', (req, res) => res.send('old'));
app.post('/echo', (req, res) => {
  res.json(req.body);
});
secureErrors(app);

const server = secureServer(app.listen(process.env.PORT || 3000));
// server.close();
