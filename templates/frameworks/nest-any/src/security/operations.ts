import { Injectable, RequestMethod, type OnModuleInit, type Type } from '@nestjs/common';
import {
  METHOD_METADATA,
  PATH_METADATA,
  RESPONSE_PASSTHROUGH_METADATA,
  ROUTE_ARGS_METADATA,
} from '@nestjs/common/constants.js';
import { RouteParamtypes } from '@nestjs/common/enums/route-paramtypes.enum.js';
import { DiscoveryService, HttpAdapterHost, MetadataScanner } from '@nestjs/core';
import { z } from 'zod';
import { refuseOtherMethods } from './mount.js';
import { operationOf } from './operation.js';
import { assertSchemas, noInput, type Operation } from './route.js';

/**
 * Collects the handlers of all controllers. The service does not start while one lacks a schema for an input
 * or its answer.
 */
@Injectable()
export class Operations implements OnModuleInit {
  private readonly byHandler = new Map<unknown, Operation>();

  constructor(
    discovery: DiscoveryService,
    scanner: MetadataScanner,
    private readonly host: HttpAdapterHost,
  ) {
    for (const { metatype } of discovery.getControllers()) {
      const controller = metatype as Type;
      const prototype = controller.prototype as Readonly<Record<string, object>>;
      for (const name of scanner.getAllMethodNames(prototype)) {
        const handler = prototype[name];
        if (handler === undefined || !Reflect.hasMetadata(PATH_METADATA, handler)) continue;
        this.byHandler.set(handler, describe(controller, name, handler));
      }
    }
  }

  /** Nest has registered the routes by now, but not yet its answer to unknown paths. */
  onModuleInit(): void {
    refuseOtherMethods(this.host.httpAdapter, this.list());
  }

  list(): readonly Operation[] {
    return [...this.byHandler.values()];
  }

  of(handler: unknown): Operation {
    const operation = this.byHandler.get(handler);
    if (operation === undefined) throw new TypeError('not a handler of a controller');
    return operation;
  }
}

/** Makes an operation from the decorators of a handler and its parameters. */
function describe(controller: Type, name: string, handler: object): Operation {
  const options = operationOf(handler);
  if (options === undefined) throw new TypeError(`${controller.name}.${name} needs an @Operation`);
  const operation = {
    ...noInput,
    ...inputsOf(controller, name),
    method: methodOf(handler),
    path: pathOf(controller, handler),
    summary: options.summary,
    responses: { [options.status]: options.response },
  };
  assertSchemas(operation);
  return operation;
}

function methodOf(handler: object): Operation['method'] {
  const method = RequestMethod[Reflect.getMetadata(METHOD_METADATA, handler) as RequestMethod].toLowerCase();
  const known = (['get', 'post', 'put', 'patch', 'delete'] as const).find((each) => each === method);
  if (known === undefined) throw new TypeError(`a handler of ${method} cannot be described`);
  return known;
}

function pathOf(...decorated: readonly object[]): string {
  const paths = decorated.map((part) => Reflect.getMetadata(PATH_METADATA, part) as string | string[]);
  if (!paths.every((path) => typeof path === 'string')) throw new TypeError('one path for each handler');
  const segments = paths.flatMap((path) => path.split('/')).filter((segment) => segment !== '');
  return `/${segments.join('/')}`;
}

/** A decorated parameter, as Nest stores it. */
interface Parameter {
  readonly data?: unknown;
  readonly schema?: unknown;
}

/** The schemas of @Param, @Query and @Body. Throws for a parameter that would bypass the schemas. */
function inputsOf(controller: Type, name: string): Record<string, unknown> {
  const noted = Reflect.getMetadata(ROUTE_ARGS_METADATA, controller, name) as
    Record<string, Parameter> | undefined;
  const inputs: Record<string, unknown> = {};
  for (const [key, { data, schema }] of Object.entries(noted ?? {})) {
    const [type = ''] = key.split(':');
    const place = places[type];
    if (place !== undefined && data === undefined && schema instanceof z.ZodType) inputs[place] = schema;
    else if (!isHarmless(type, controller, name))
      throw new TypeError(`${controller.name}.${name} takes an input without a schema, or answers past it`);
  }
  return inputs;
}

const places: Readonly<Record<string, 'params' | 'query' | 'body'>> = {
  [RouteParamtypes.PARAM]: 'params',
  [RouteParamtypes.QUERY]: 'query',
  [RouteParamtypes.BODY]: 'body',
};

/** Whether it is a custom decorator, such as @CurrentUser(), or a response that Nest still sends. */
const isHarmless = (type: string, controller: Type, name: string): boolean =>
  Number.isNaN(Number(type)) ||
  (type === String(RouteParamtypes.RESPONSE) &&
    Reflect.getMetadata(RESPONSE_PASSTHROUGH_METADATA, controller, name) === true);
