/* eslint @typescript-eslint/no-extraneous-class: ["error", { "allowWithDecorator": true }] -- a Nest module is one */
import 'reflect-metadata';
import { BadRequestException, Controller, Get, Module, Query, type PipeTransform } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { ThrottlerGuard, ThrottlerModule } from '@nestjs/throttler';
import type { z } from 'zod';
import { answer, limits, query } from '../controls.js';
import { page } from '../notes.js';

class ZodPipe<T> implements PipeTransform<unknown, T> {
  constructor(private readonly schema: z.ZodType<T>) {}
  transform(value: unknown): T {
    const parsed = this.schema.safeParse(value);
    if (!parsed.success) throw new BadRequestException('invalid');
    return parsed.data;
  }
}

@Controller('notes')
class NotesController {
  @Get()
  async list(@Query(new ZodPipe(query)) { limit }: z.output<typeof query>) {
    return answer.parse(await page(limit));
  }
}

@Module({
  imports: [ThrottlerModule.forRoot([{ ttl: limits.milliseconds, limit: limits.requests }])],
  controllers: [NotesController],
  providers: [{ provide: APP_GUARD, useClass: ThrottlerGuard }],
})
export class AppModule {}
