import { swap } from './mutant.js';

/** A login that lets nobody in: each request to it is a failure. */
export const loginRoute = swap(
  'src/routes/health.ts',
  'readonly CheckedRoute[] => [',
  `readonly CheckedRoute[] => [
  defineRoute({
    ...noInput,
    method: 'post',
    path: '/auth/login',
    summary: 'Sign in',
    body: z.strictObject({ email: z.string().max(200), password: z.string().max(200) }),
    responses: { 200: status },
    handler: () => {
      throw new Problem('unauthorized');
    },
  }),`,
);
