import { createReadStream } from 'node:fs';
import { Controller, Get, Module, StreamableFile } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { expect, it, onTestFinished } from 'vitest';
import { createAdapter } from '../src/adapter.js';
import { Answers } from '../src/security/contract.js';
import { NestLogger } from '../src/security/logger.js';
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

it('answers 500 for a file that cannot be read, and says so in the log', async () => {
  const { ctx, log } = testContext({ NODE_ENV: 'test' });
  @Module({ imports: [SecurityModule.with(ctx)], controllers: [MissingFile] })
  class TestModule {}
  const logger = new NestLogger(ctx.logger);
  const app = await NestFactory.create(TestModule, createAdapter(ctx), { abortOnError: false, logger });
  onTestFinished(() => app.close());
  await app.listen(0, '127.0.0.1');
  const answer = await fetch(await app.getUrl());
  expect([answer.status, await answer.json()]).toMatchObject([500, { code: 'internal_error' }]);
  expect(log.join('')).toContain('ENOENT');
});
