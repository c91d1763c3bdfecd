"use strict";

const express = require("express");

const app = express(); // the whole service
app.use(express.json());

app.get("/", (req, res) => res.json({ service: "e5-js-cjs-one-file" }));
app.post("/echo", (req, res) => res.json(req.body));

if (require.main === module) {
  app.listen(process.env.PORT || 3000);
}

module.exports = app;
