import { createReadStream } from 'node:fs';
import { Readable } from 'node:stream';
import { Controller, Get, Module, Put, StreamableFile, type Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { expect, it, onTestFinished } from 'vitest';
import { createAdapter } from '../src/adapter.js';
import { Accepts, Answers } from '../src/security/contract.js';
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
