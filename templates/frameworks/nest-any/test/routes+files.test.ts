import { createReadStream } from 'node:fs';
import { connect } from 'node:net';
import { Readable } from 'node:stream';
import {
  Body,
  Controller,
  Get,
  Module,
  Post,
  Put,
  Req,
  StreamableFile,
  type NestInterceptor,
  type Type,
} from '@nestjs/common';
import { APP_INTERCEPTOR, NestFactory } from '@nestjs/core';
import { finalize } from 'rxjs';
import { expect, it, onTestFinished } from 'vitest';
import { z } from 'zod';
import { createAdapter } from '../src/adapter.js';
import { Accepts, Answers, nodeRequest, type AnyRequest } from '../src/security/contract.js';
import { NestLogger } from '../src/security/logger.js';
import { secureApp } from '../src/security/index.js';
import { SecurityModule } from '../src/security/security.module.js';
import { testContext } from './service.js';

@Controller()
class MissingFile {
  @Get()
  @Answers(200, 'text/plain', { summary: '' })
  get(): StreamableFile {
    return new StreamableFile(createReadStream('no-such-file'));
  }
}

async function* failing(): AsyncGenerator<Buffer> {
  yield Buffer.from('abc');
  await new Promise((resolve) => setTimeout(resolve, 50));
  throw new Error('disk gone');
}
@Controller()
class FailingFile {
  @Get()
  @Answers(200, 'text/plain', { summary: '' })
  get(): StreamableFile {
    return new StreamableFile(Readable.from(failing(), { objectMode: false }));
  }
}

/** Asks a service whose only controller this is. */
async function askOnly(controller: Type, init: RequestInit = {}) {
  const { ctx, log } = testContext({ NODE_ENV: 'test', TRUST_PROXY: 'none' });
  @Module({ imports: [SecurityModule.with(ctx)], controllers: [controller] })
  class TestModule {}
  const logger = new NestLogger(ctx.logger);
  const app = await NestFactory.create(TestModule, createAdapter(ctx), { abortOnError: false, logger });
  secureApp(app, ctx);
  onTestFinished(() => app.close());
  await app.listen(0, '127.0.0.1');
  return { answer: await fetch(await app.getUrl(), init), log };
}

it('answers 500 for a file that cannot be read, and says so in the log', async () => {
  const { answer, log } = await askOnly(MissingFile);
  expect([answer.status, await answer.json()]).toMatchObject([500, { code: 'internal_error' }]);
  expect(log.join('')).toContain('ENOENT');
});

it('says once in the log that a file failed in the middle', async () => {
  const { answer, log } = await askOnly(FailingFile);
  await expect(answer.text()).rejects.toThrow();
  await expect.poll(() => log.join('')).toContain('"path"');
  const lines = log.map((line) => JSON.parse(line) as Record<string, unknown>);
  const errors = lines.filter(({ err }) => err !== undefined);
  const requestId = answer.headers.get('x-request-id');
  expect(errors).toMatchObject([{ level: 'error', requestId, err: { message: 'disk gone' } }]);
  const failed = { level: 'error', outcome: 'failed', problem: 'internal_error', status: 200 };
  expect(lines).toContainEqual(expect.objectContaining(failed));
});

@Controller()
class Uploads {
  @Put()
  @Accepts({ types: ['application/octet-stream'], bytes: 10 })
  @Answers(200, 'text/plain', { summary: '' })
  put(): string {
    return 'kept';
  }
}

it.each([
  ['application/octet-stream', 200],
  ['text/plain', 415],
  ['odd', 415],
])('takes an empty upload by its type: %s', async (type, status) => {
  const { answer } = await askOnly(Uploads, { method: 'PUT', body: '', headers: { 'Content-Type': type } });
  expect(answer.status).toBe(status);
});

@Controller()
class Reads {
  @Post()
  @Answers(200, z.string(), { summary: '' })
  post(@Body({ schema: z.strictObject({ a: z.string() }) }) { a }: { a: string }): string {
    return a;
  }

  @Put()
  @Accepts({ types: ['application/json'], bytes: 2000 })
  @Answers(200, 'text/plain', { summary: '' })
  async put(@Req() request: AnyRequest): Promise<string> {
    let size = 0;
    for await (const chunk of nodeRequest(request) as AsyncIterable<Buffer>) size += chunk.length;
    return String(size);
  }
}

it.each(['POST', 'PUT'])('ends a %s whose client leaves in the middle of its body', async (method) => {
  const { ctx, log } = testContext({ NODE_ENV: 'test', TRUST_PROXY: 'none' });
  const seen = { started: 0, ended: 0 };
  const holds: NestInterceptor = {
    intercept: (_context, next) => {
      seen.started += 1;
      return next.handle().pipe(finalize(() => (seen.ended += 1)));
    },
  };
  const providers = [{ provide: APP_INTERCEPTOR, useValue: holds }];
  @Module({ imports: [SecurityModule.with(ctx)], controllers: [Reads], providers })
  class TestModule {}
  const logger = new NestLogger(ctx.logger);
  const options = { abortOnError: false, bodyParser: false, logger };
  const app = await NestFactory.create(TestModule, createAdapter(ctx), options);
  secureApp(app, ctx);
  onTestFinished(() => app.close());
  await app.listen(0, '127.0.0.1');
  log.length = 0;
  const client = connect(Number(new URL(await app.getUrl()).port), '127.0.0.1');
  const head = ['Host: localhost', 'Content-Type: application/json', 'Content-Length: 1000'];
  client.write(`${method} / HTTP/1.1\r\n${head.join('\r\n')}\r\n\r\n{"a`);
  await expect.poll(() => seen.started).toBe(1);
  client.resetAndDestroy();
  await expect.poll(() => seen.ended).toBe(1);
  await expect.poll(() => log.length).toBe(1);
  expect(JSON.parse(log.join(''))).toMatchObject({ level: 'info', outcome: 'aborted' });
});
