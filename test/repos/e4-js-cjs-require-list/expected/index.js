#!/usr/bin/env node
'use strict'

const { secureApp, secureErrors, secureServer } = require('./security/index')
var express = require('express')
  , http = require('http')
  , app = express()
secureApp(app)

app.use(express.json())

app.get('/', function (req, res) { res.json({ service: 'e4-js-cjs-require-list' }) })
app.post('/echo', function (req, res) { res.json(req.body) })
secureErrors(app)

secureServer(http.createServer(app)).listen(process.env.PORT || 3000)
