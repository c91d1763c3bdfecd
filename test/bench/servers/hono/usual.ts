import { serve, type HttpBindings } from '@hono/node-server';
import { zValidator } from '@hono/zod-validator';
import { Hono } from 'hono';
import { rateLimiter } from 'hono-rate-limiter';
import { cors } from 'hono/cors';
import { requestId, type RequestIdVariables } from 'hono/request-id';
import { secureHeaders } from 'hono/secure-headers';
import { pino } from 'pino';
import { pinoHttp } from 'pino-http';
import { answer, limits, origin, query, secretHeaders } from '../controls.js';
import { page, port } from '../notes.js';

const app = new Hono<{ Bindings: HttpBindings; Variables: RequestIdVariables }>();
// As pino's own guide has it: https://github.com/pinojs/pino/blob/main/docs/web.md
const log = pinoHttp({ logger: pino({ redact: secretHeaders }) });
app.use(requestId());
app.use(async (c, next) => {
  c.env.incoming.id = c.var.requestId;
  await new Promise<void>((resolve) => log(c.env.incoming, c.env.outgoing, () => resolve()));
  await next();
});
app.use(secureHeaders());
app.use(cors({ origin: [origin] }));
app.use(
  rateLimiter({
    windowMs: limits.milliseconds,
    limit: limits.requests,
    keyGenerator: (c) => c.req.header('x-forwarded-for') ?? 'unknown',
  }),
);
app.get('/notes', zValidator('query', query), async (c) =>
  c.json(answer.parse(await page(c.req.valid('query').limit))),
);
serve({ fetch: app.fetch, port, hostname: '127.0.0.1' });
