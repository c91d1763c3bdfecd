import express from 'express'
import { pathToFileURL } from 'node:url'
import { secureApp, secureErrors, secureServer } from './security/index.js'

const app = express()
secureApp(app)

;['one', 'two'].forEach((name) => {
  app.get(`/${name}`, (req, res) => res.json({ name }))
})

app.use(express.json())
app.get('/', (req, res) => res.json({ service: 'e5-js-esm-no-semicolons' }))
app.post('/echo', (req, res) => res.json(req.body))
secureErrors(app)

const isMain = import.meta.url === pathToFileURL(process.argv[1] ?? '').href
if (isMain) secureServer(app.listen(process.env.PORT || 3000))

export default app
