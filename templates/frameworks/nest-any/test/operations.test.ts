import { randomBytes } from 'node:crypto';
import { Body, Controller, Get, Headers, Module, Post, Query, Req, Res, type Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { createAdapter } from '../src/adapter.js';
import { parseConfig } from '../src/config.js';
import { createLogger } from '../src/security/logger.js';
import { Operation } from '../src/security/operation.js';
import { Operations } from '../src/security/operations.js';
import { OperationsModule } from '../src/security/operations.module.js';

type Things = Record<string, unknown>;

const answer = { summary: '', status: 200, response: z.looseObject({}) };

async function operationsOf(controller: Type): Promise<Operations> {
  @Module({ imports: [OperationsModule], controllers: [controller] })
  class TestModule {}
  const config = parseConfig({ NODE_ENV: 'test', OPERATIONS_TOKEN: randomBytes(48).toString('base64url') });
  const adapter = createAdapter({
    config,
    logger: createLogger({ level: 'fatal', mode: 'test', secrets: [] }),
  });
  const app = await NestFactory.create(TestModule, adapter, { abortOnError: false, logger: false });
  return app.get(Operations);
}

@Controller()
class Undeclared {
  @Get() get(): Things { return {}; } // prettier-ignore
}
@Controller()
class QueryWithoutSchema {
  @Get() @Operation(answer) get(@Query() query: Things): Things { return query; } // prettier-ignore
}
@Controller()
class OneKeyOfTheQuery {
  @Get() @Operation(answer) get(@Query('id', { schema: z.string() }) id: string): Things {
    return { id };
  }
}
@Controller()
class BodyWithoutSchema {
  @Post() @Operation(answer) post(@Body() body: Things): Things { return body; } // prettier-ignore
}
@Controller()
class WholeRequest {
  @Get() @Operation(answer) get(@Req() request: Things): Things { return request; } // prettier-ignore
}
@Controller()
class AllHeaders {
  @Get() @Operation(answer) get(@Headers() headers: Things): Things { return headers; } // prettier-ignore
}
@Controller()
class AnswersByItself {
  @Get() @Operation(answer) get(@Res() response: Things): Things { return response; } // prettier-ignore
}

it.each([
  Undeclared,
  QueryWithoutSchema,
  OneKeyOfTheQuery,
  BodyWithoutSchema,
  WholeRequest,
  AllHeaders,
  AnswersByItself,
])('does not start with the controller %o', async (controller) => {
  await expect(operationsOf(controller)).rejects.toThrow(controller.name);
});

it('knows a handler by its decorators', async () => {
  @Controller('things/')
  class ThingsController {
    @Post('/:id') @Operation({ ...answer, status: 202 }) post(
      @Body({ schema: z.string() }) body: string,
    ): Things {
      return { body };
    }
  }
  const [operation] = (await operationsOf(ThingsController)).list();
  expect(operation).toMatchObject({
    method: 'post',
    path: '/things/:id',
    responses: { 202: answer.response },
  });
});
