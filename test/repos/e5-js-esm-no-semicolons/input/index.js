import express from 'express'
import { pathToFileURL } from 'node:url'

const app = express()

;['one', 'two'].forEach((name) => {
  app.get(`/${name}`, (req, res) => res.json({ name }))
})

app.use(express.json())
app.get('/', (req, res) => res.json({ service: 'e5-js-esm-no-semicolons' }))
app.post('/echo', (req, res) => res.json(req.body))

const isMain = import.meta.url === pathToFileURL(process.argv[1] ?? '').href
if (isMain) app.listen(process.env.PORT || 3000)

export default app
