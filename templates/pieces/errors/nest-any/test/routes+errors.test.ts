import {
  ConflictException,
  Controller,
  Get,
  Module,
  NotFoundException,
  Param,
  Res,
  Sse,
  type Type,
} from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { concat, delay, of, throwError, type Observable } from 'rxjs';
import { expect, it, onTestFinished } from 'vitest';
import { z } from 'zod';
import { createAdapter } from '../src/adapter.js';
import { Answers, type Reply } from '../src/security/contract.js';
import { NestLogger } from '../src/security/logger.js';
import { SecurityModule } from '../src/security/security.module.js';
import { testContext } from './service.js';

const ofTheBody = {
  'Accept-Ranges': 'bytes',
  'Cache-Control': 'public, max-age=99',
  'Content-Encoding': 'gzip',
  'Content-Language': 'en',
  ETag: '"1"',
  Expires: 'Fri, 01 Jan 2100 00:00:00 GMT',
  'Last-Modified': 'Fri, 01 Jan 2021 00:00:00 GMT',
};
const thrown: Readonly<Record<string, Error>> = {
  status: Object.assign(new Error('upstream'), { status: 401 }),
  statusCode: Object.assign(new Error('upstream'), { statusCode: 404 }),
  conflict: new ConflictException('inner words'),
  expose: Object.assign(new Error('of http-errors'), { statusCode: 409, expose: true }),
  missing: new NotFoundException(),
};
const named = z.strictObject({ kind: z.string() });

@Controller()
class Failing {
  @Get(':kind')
  @Answers(200, 'text/plain', { summary: '' })
  get(
    @Param({ schema: named }) { kind }: z.output<typeof named>,
    @Res({ passthrough: true }) reply: Reply,
  ): string {
    for (const [name, value] of Object.entries({ ...ofTheBody, 'Set-Cookie': 'seen=1' }))
      reply.header(name, value);
    throw thrown[kind] ?? new Error('no such kind');
  }
}

const count = z.object({ count: z.int() });

@Controller('events')
class FailingEvents {
  @Sse(':kind')
  @Answers(200, count, { summary: '' })
  get(
    @Param({ schema: named }) { kind }: z.output<typeof named>,
  ): Observable<{ readonly data: z.output<typeof count> }> {
    return concat(
      of({ data: { count: 1 } }).pipe(delay(20)),
      throwError(() => thrown[kind]),
    );
  }
}

/** Starts a service with this controller alone. */
async function startWith(controller: Type) {
  const { ctx, log } = testContext({ NODE_ENV: 'test' });
  @Module({ imports: [SecurityModule.with(ctx)], controllers: [controller] })
  class TestModule {}
  const logger = new NestLogger(ctx.logger);
  const app = await NestFactory.create(TestModule, createAdapter(ctx), { abortOnError: false, logger });
  onTestFinished(() => app.close());
  await app.listen(0, '127.0.0.1');
  return { url: await app.getUrl(), log };
}

/** Asks a service whose only route fails in this way. */
async function askFailing(kind: string) {
  const { url, log } = await startWith(Failing);
  const answer = await fetch(`${url}/${kind}`);
  const { code } = (await answer.json()) as { code: string };
  return { status: answer.status, code, headers: answer.headers, log: log.join('') };
}

it.each(Object.keys(thrown))(
  'tells the log, and not the client, why a stream of events failed: %s',
  async (kind) => {
    const { url, log } = await startWith(FailingEvents);
    const text = await (await fetch(`${url}/events/${kind}`)).text();
    expect(text).toContain('{"count":1}');
    expect(text).not.toContain(thrown[kind]?.message);
    const line = `a stream of events failed: ${thrown[kind]?.message ?? ''}`;
    expect(log.filter((each) => each.includes(line))).toHaveLength(1);
  },
);

it.each(['status', 'statusCode'])(
  'does not answer with the %s of a service that it called, and logs it',
  async (name) => {
    const { status, code, headers, log } = await askFailing(name);
    expect([status, code, headers.get('set-cookie')]).toEqual([500, 'internal_error', null]);
    expect(log).toMatch('upstream');
  },
);

it.each(['conflict', 'expose'])(
  'answers with the status of what is wrong with a request: %s',
  async (name) => {
    const { status, log } = await askFailing(name);
    expect([status, log]).toEqual([409, expect.not.stringMatching('"level":"error"')]);
  },
);

it('says nothing with a refusal about the body that was to be', async () => {
  const { status, headers } = await askFailing('missing');
  expect([status, headers.get('cache-control') ?? '']).toEqual([404, expect.not.stringContaining('public')]);
  for (const name of Object.keys(ofTheBody).filter((each) => each !== 'Cache-Control'))
    expect([name, headers.get(name)]).toEqual([name, null]);
});
