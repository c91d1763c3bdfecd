#!/usr/bin/env node
'use strict'

var express = require('express')
  , http = require('http')
  , app = express()

app.use(express.json())

app.get('/', function (req, res) { res.json({ service: 'e4-js-cjs-require-list' }) })
app.post('/echo', function (req, res) { res.json(req.body) })

http.createServer(app).listen(process.env.PORT || 3000)
