import { HttpCode } from '@nestjs/common';
import type { z } from 'zod';

/** A handler's summary, and the schema of its one answer; null means an answer without a body. */
export interface OperationOptions<S extends z.ZodType | null = z.ZodType | null> {
  readonly summary: string;
  readonly status: number;
  readonly response: S;
}

/** The methods that Express's response and Fastify's reply share; enough for `@Res({ passthrough: true })`. */
export interface Reply {
  header(name: string, value: string): unknown;
}

type Answer<S> = S extends z.ZodType ? z.input<S> | Promise<z.input<S>> : Promise<void>;

const operation = Symbol('operation');

/**
 * Declares a handler, whose return type must fit the schema. The service does not start while a handler lacks
 * this decorator.
 */
export const Operation =
  <S extends z.ZodType | null>(options: OperationOptions<S>) =>
  <H extends (...input: never[]) => Answer<S>>(
    target: object,
    name: string,
    descriptor: TypedPropertyDescriptor<H>,
  ): void => {
    HttpCode(options.status)(target, name, descriptor);
    Reflect.defineMetadata(operation, options, descriptor.value as H);
  };

export const operationOf = (handler: object): OperationOptions | undefined =>
  Reflect.getMetadata(operation, handler) as OperationOptions | undefined;
