import { Controller, Get, Query, Res, UseGuards, VERSION_NEUTRAL } from '@nestjs/common';
import type { z } from 'zod';
import { Answers, type Reply } from '../security/contract.js';
import { anyQuery, health, healthDetails, processState } from './health.js';
import { readiness } from './readiness.js';
import { OperatorsGuard } from './operators.guard.js';

type Health = z.output<typeof health>;

/** Says whether the process lives, whether it may get traffic and, for operators only, why not. */
@Controller({ version: VERSION_NEUTRAL })
export class HealthController {
  @Get('livez')
  @Answers(200, health, { summary: 'Whether the process is alive' })
  getLiveness(@Query({ schema: anyQuery }) _query: object): Health {
    return { status: 'ok' };
  }

  @Get('readyz')
  @Answers(200, health, { summary: 'Whether the process may get traffic', also: { 503: health } })
  async getReadiness(
    @Query({ schema: anyQuery }) _query: object,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<Health> {
    const { ready } = await readiness();
    if (!ready) reply.status(503);
    return { status: ready ? 'ok' : 'unavailable' };
  }

  @Get('health/details')
  @UseGuards(OperatorsGuard)
  @Answers(200, healthDetails, {
    summary: 'Each readiness check and the state of the process, for operators',
    problems: ['unauthorized'],
    security: 'operations',
  })
  async getHealthDetails(): Promise<z.output<typeof healthDetails>> {
    return { ...(await readiness()), ...processState() };
  }
}
