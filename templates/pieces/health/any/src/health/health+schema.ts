import { z } from 'zod';

export const health = z.object({ status: z.enum(['ok', 'unavailable']) }).meta({ id: 'Health' });

export const healthDetails = z
  .object({
    ready: z.boolean(),
    /** Each dependency of this instance, and whether it works. */
    checks: z.record(z.string().max(100), z.boolean()),
    startedAt: z.iso.datetime().max(30),
    node: z.string().max(40),
    memoryMiB: z.int(),
    /** How much of its time the event loop has been busy since the start, from 0 to 1. */
    eventLoopUtilization: z.number(),
  })
  .meta({ id: 'HealthDetails' });

/** Health checks come with extra parameters, or a number against caching. */
export const anyQuery = z.looseObject({});
