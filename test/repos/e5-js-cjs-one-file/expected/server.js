"use strict";

const express = require("express");
const { secureApp, secureErrors, secureServer } = require("./security/index");

const app = express(); // the whole service
secureApp(app);
app.use(express.json());

app.get("/", (req, res) => res.json({ service: "e5-js-cjs-one-file" }));
app.post("/echo", (req, res) => res.json(req.body));
secureErrors(app);

if (require.main === module) {
  secureServer(app.listen(process.env.PORT || 3000));
}

module.exports = app;
