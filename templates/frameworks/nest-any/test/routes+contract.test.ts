import { Body, Controller, Get, Module, Next, Post, Query, Res, type Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { createAdapter } from '../src/adapter.js';
import { Accepts, Answers, CheckedHeaders, Contracts } from '../src/security/contract.js';
import { SecurityModule } from '../src/security/security.module.js';
import { testContext } from './service.js';

type Things = Record<string, unknown>;

const things = z.looseObject({});
const capitals = z.object({ 'X-Tenant': z.string() });
const told = { summary: '' };
const { ctx } = testContext({ NODE_ENV: 'test' });

async function contractsOf(controller: Type): Promise<Contracts> {
  @Module({ imports: [SecurityModule.with(ctx)], controllers: [controller] })
  class TestModule {}
  const app = await NestFactory.create(TestModule, createAdapter(ctx), {
    abortOnError: false,
    logger: false,
  });
  return app.get(Contracts);
}

@Controller()
class Undeclared {
  @Get() get(): Things {
    return {};
  }
}
@Controller()
class QueryWithoutSchema {
  @Get() @Answers(200, things, told) get(@Query() query: Things): Things {
    return query;
  }
}
@Controller()
class OneKeyOfTheQuery {
  @Get() @Answers(200, things, told) get(@Query('id', { schema: z.string() }) id: string): Things {
    return { id };
  }
}
@Controller()
class AnyKeyInTheBody {
  @Post() @Answers(200, things, told) post(@Body({ schema: z.object({}) }) body: Things): Things {
    return body;
  }
}
@Controller()
class FormAsBody {
  @Post()
  @Accepts({ types: ['application/x-www-form-urlencoded'], bytes: 1024 })
  @Answers(200, things, told)
  post(@Body({ schema: things }) body: Things): Things {
    return body;
  }
}
@Controller()
class HeadersInCapitals {
  @Get() @Answers(200, things, told) get(@CheckedHeaders({ schema: capitals }) headers: Things): Things {
    return headers;
  }
}
@Controller()
class AnswersByItself {
  @Get() @Answers(200, things, told) get(@Res() response: Things): Things {
    return response;
  }
}
@Controller()
class PassesOn {
  @Get() @Answers(200, things, told) get(@Next() next: () => void): Things {
    return { next };
  }
}
@Controller()
class WithoutDecorator {
  @Get() @Answers(200, things, told) get(request?: Things): Things {
    return { request };
  }
}

it.each([
  Undeclared,
  QueryWithoutSchema,
  OneKeyOfTheQuery,
  AnyKeyInTheBody,
  FormAsBody,
  HeadersInCapitals,
  AnswersByItself,
  PassesOn,
  WithoutDecorator,
])('does not start with the controller %o', async (controller) => {
  await expect(contractsOf(controller)).rejects.toThrow(controller.name);
});
