/** The same with a router of Express. */
export const expressLoginRoute = swap(
  'src/health/health.ts',
  '  return router;',
  `  router.post(
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

  return router;`,
);
export const importsZod = swap(
  'src/health/health.ts',
  'import { Problem }',
  "import { z } from 'zod';\nimport { Problem }",
);
