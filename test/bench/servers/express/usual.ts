import cors from 'cors';
import express from 'express';
import { rateLimit } from 'express-rate-limit';
import helmet from 'helmet';
import { pino } from 'pino';
import { pinoHttp } from 'pino-http';
import { answer, limits, origin, query, requestId, secretHeaders } from '../controls.js';
import { page, port } from '../notes.js';

const app = express();
app.set('trust proxy', 'loopback');
app.use(pinoHttp({ logger: pino({ redact: secretHeaders }), genReqId: requestId }));
app.use(helmet());
app.use(cors({ origin: [origin] }));
app.use(
  rateLimit({
    windowMs: limits.milliseconds,
    limit: limits.requests,
    standardHeaders: 'draft-8',
    legacyHeaders: false,
  }),
);
app.use(express.json());
app.get('/notes', async (request, response) => {
  const parsed = query.safeParse(request.query);
  if (!parsed.success) return response.status(400).json({ error: 'invalid' });
  return response.json(answer.parse(await page(parsed.data.limit)));
});
app.listen(port, '127.0.0.1');
