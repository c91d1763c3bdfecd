import { swap } from './mutant.js';

/** A login that lets nobody in: each request to it is a failure. Here with a router of Express. */
export const expressLoginRoute = swap(
  'src/health/health.ts',
  '}\n\nconst operatorsOnly',
  `
  app.post(
    '/auth/login',
    validate({
      operationId: 'signIn',
      summary: 'Sign in',
      tags,
      body: z.strictObject({ email: z.string().max(200), password: z.string().max(200) }),
      responses: { 200: health },
      problems: ['unauthorized'],
    }),
    () => {
      throw new Problem('unauthorized');
    },
  );
}

const operatorsOnly`,
);
export const importsZod = swap(
  'src/health/health.ts',
  'import { Problem }',
  "import { z } from 'zod';\nimport { Problem }",
);

/** The same in a plugin of Fastify. */
export const fastifyLoginRoute = swap(
  'src/health/health.ts',
  "  app.get(\n    '/livez',",
  `  const body = z.strictObject({ email: z.string().max(200), password: z.string().max(200) });
  app.post('/auth/login', { schema: { body, response: { 200: health } } }, () => {
    throw new Problem('unauthorized');
  });
  app.get(\n    '/livez',`,
);

/** The same in an OpenAPIHono. */
export const honoLoginRoute = [
  swap(
    'src/health/health.ts',
    '    .openapi(live,',
    `    .openapi(
      createRoute({
        method: 'post',
        path: '/auth/login',
        operationId: 'signIn',
        summary: 'Sign in',
        request: {
          body: {
            ...json(z.strictObject({ email: z.string().max(200), password: z.string().max(200) }), 'Who'),
            required: true,
          },
        },
        responses: { 200: json(health, 'OK'), ...problem('unauthorized') },
      }),
      () => {
        throw new Problem('unauthorized');
      },
    )
    .openapi(live,`,
  ),
  swap('src/health/health.ts', 'import { createRoute,', "import { z } from 'zod';\nimport { createRoute,"),
] as const;

/** The same in a controller of Nest. */
export const nestLoginRoute = swap(
  'src/health/health.controller.ts',
  "  @Get('livez')",
  `  @Post('auth/login')
  @Answers(200, health, { summary: 'Sign in', problems: ['unauthorized'] })
  signIn(
    @Body({ schema: z.strictObject({ email: z.string().max(200), password: z.string().max(200) }) }) _body: object,
  ): Health {
    throw new UnauthorizedException();
  }

  @Get('livez')`,
);
export const nestLoginImports = swap(
  'src/health/health.controller.ts',
  "import { Controller, Get, Query, Res, UseGuards, VERSION_NEUTRAL } from '@nestjs/common';\nimport type { z }",
  'import { Body, Controller, Get, Post, Query, Res, UnauthorizedException, UseGuards, VERSION_NEUTRAL } ' +
    "from '@nestjs/common';\nimport { z }",
);
