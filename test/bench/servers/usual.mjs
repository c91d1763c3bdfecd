import { randomUUID } from 'node:crypto';
import cors from 'cors';
import express from 'express';
import { rateLimit } from 'express-rate-limit';
import helmet from 'helmet';
import { pino } from 'pino';
import { pinoHttp } from 'pino-http';
import { z } from 'zod';

const app = express();
app.set('trust proxy', 'loopback');
app.use(
  pinoHttp({
    logger: pino({ redact: ['req.headers.authorization', 'req.headers.cookie'] }),
    genReqId: () => randomUUID(),
  }),
);
app.use(helmet());
app.use(cors({ origin: ['https://app.bench.test'] }));
app.use(rateLimit({ windowMs: 15 * 60_000, limit: 1000, standardHeaders: 'draft-8', legacyHeaders: false }));
app.use(express.json());

const query = z.strictObject({ limit: z.coerce.number().int().min(1).max(100).default(20) });
const page = z.strictObject({ items: z.array(z.unknown()), total: z.number() });
app.get('/notes', (request, response) => {
  const parsed = query.safeParse(request.query);
  if (!parsed.success) return response.status(400).json({ error: 'invalid' });
  return response.json(page.parse({ items: [], total: 0 }));
});
app.listen(Number(process.env.PORT), '127.0.0.1');
