const express = require('express');
const routes = require('./routes');
const { secureApp, secureErrors } = require('./security/index');

const app = express();
secureApp(app);

app.use(express.json());
app.use('/', routes);
secureErrors(app);

module.exports = app;
