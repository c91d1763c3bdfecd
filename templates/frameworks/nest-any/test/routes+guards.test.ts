import { Body, Controller, Module, Post, UnauthorizedException, UseGuards } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { expect, it, onTestFinished } from 'vitest';
import { z } from 'zod';
import { createAdapter } from '../src/adapter.js';
import { Answers } from '../src/security/contract.js';
import { SecurityModule } from '../src/security/security.module.js';
import { testContext } from './service.js';

const anything = z.looseObject({});
const refusing = {
  canActivate: (): boolean => {
    throw new UnauthorizedException();
  },
};

@Controller()
class Guarded {
  @Post('open')
  @Answers(204, null, { summary: '' })
  async open(@Body({ schema: anything }) _body: unknown): Promise<void> {}

  @Post('guarded')
  @UseGuards(refusing)
  @Answers(204, null, { summary: '' })
  async guarded(@Body({ schema: anything }) _body: unknown): Promise<void> {}
}

it('reads no body for a client whom a guard refuses', async () => {
  const { ctx } = testContext({ NODE_ENV: 'test' });
  @Module({ imports: [SecurityModule.with(ctx)], controllers: [Guarded] })
  class TestModule {}
  const app = await NestFactory.create(TestModule, createAdapter(ctx), {
    abortOnError: false,
    bodyParser: false,
    logger: false,
  });
  onTestFinished(() => app.close());
  await app.listen(0, '127.0.0.1');
  const url = await app.getUrl();
  const send = (path: string, body: string) =>
    fetch(`${url}/${path}`, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body });
  expect((await send('open', '{}')).status).toBe(204);
  expect((await send('open', '{')).status).toBe(400);
  expect((await send('guarded', '{')).status).toBe(401);
});
