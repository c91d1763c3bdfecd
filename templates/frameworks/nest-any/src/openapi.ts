import { createRequire } from 'node:module';
import {
  Controller,
  Get,
  Inject,
  Injectable,
  Module,
  VERSION_NEUTRAL,
  type INestApplication,
} from '@nestjs/common';
import {
  ApiBody,
  ApiConsumes,
  ApiExcludeController,
  ApiHeader,
  ApiOperation,
  ApiResponse,
  ApiTags,
  SwaggerModule,
  type OpenAPIObject,
  type StandardSchemaConverter,
} from '@nestjs/swagger';
import { z } from 'zod';
import type { Config } from './config.js';
import { CONFIG } from './config.token.js';
import { complete } from './openapi+complete.js';
import { problem, reasons, refusals } from './openapi+refusals.js';
import { Answers, Contracts, type Answer, type Declared, type Handler } from './security/contract.js';
import type { ProblemCode } from './security/problem.js';

/**
 * The document of all handlers. `@nestjs/swagger` reads their paths and the schemas of their parameters; its
 * decorators are applied here, from `@Answers`: in a controller they would load it in production too.
 */
@Injectable()
class OpenApi {
  private made: object | undefined;
  app: INestApplication | undefined;

  constructor(
    private readonly contracts: Contracts,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  document(): object {
    if (this.app === undefined) throw new TypeError('call describe(app) first');
    return (this.made ??= createDocument(this.app, this.contracts.list(), this.config.PUBLIC_ORIGIN));
  }
}

const document = z.looseObject({ openapi: z.string() });

@ApiExcludeController()
@Controller({ version: VERSION_NEUTRAL })
class OpenApiController {
  constructor(private readonly openApi: OpenApi) {}

  @Get('openapi.json')
  @Answers(200, document, { summary: 'This document' })
  getDocument(): z.input<typeof document> {
    return document.parse(this.openApi.document());
  }
}

/** Import it outside production only. */
@Module({ controllers: [OpenApiController], providers: [OpenApi] })
export class OpenApiModule {}

/** Says whose document the module serves. */
export function describe(app: INestApplication): void {
  app.get(OpenApi).app = app;
}

const { name, version } = createRequire(import.meta.url)('../package.json') as Record<
  'name' | 'version',
  string
>;

function createDocument(app: INestApplication, handlers: readonly Declared[], url: string): object {
  for (const handler of handlers) if (!described.has(handler.method)) decorate(handler);
  const base = {
    openapi: '3.1.0',
    info: { title: name, version },
    servers: [{ url }],
    security: [],
    components: { securitySchemes },
  };
  const made = SwaggerModule.createDocument(app, base, {
    operationIdFactory: (_controller, method) => method,
    autoTagControllers: false,
    standardSchemaConverter: converter,
  });
  made.components = {
    ...made.components,
    schemas: { ...made.components?.schemas, ...converted(problem, 'output').components },
  };
  return complete(withoutSuffixes(made));
}

/** How a caller shows who it is. A handler names the scheme that it asks for in `security`. */
const securitySchemes = {
  operations: { type: 'http', scheme: 'bearer' },
} as const;

/** A schema with a default is one thing to send and another to get; if only sent, its name needs no suffix. */
function withoutSuffixes(document: OpenAPIObject): object {
  const ids = Object.keys(document.components?.schemas ?? {});
  const alone = ids.filter((id) => id.endsWith(sent) && !ids.includes(id.slice(0, -sent.length)));
  const shorter = (text: string, id: string): string =>
    text.replaceAll(new RegExp(`(?<=["/])${id}"`, 'g'), `${id.slice(0, -sent.length)}"`);
  return JSON.parse(alone.reduce(shorter, JSON.stringify(document))) as object;
}
const sent = 'Input';

const described = new WeakSet<object>();

function decorate(declared: Declared): void {
  const { controller, name: handler, method } = declared;
  described.add(method);
  const { summary, answers, problems = [], security, tag, reads, given, accepts } = declared;
  if (security !== undefined && !Object.hasOwn(securitySchemes, security))
    throw new TypeError(
      `${handler}: add the security scheme "${security}" to securitySchemes of src/openapi.ts`,
    );
  const isParsed = reads.has('body');
  const hasBody = isParsed || accepts !== undefined;
  const isStreamed = hasBody && !isParsed && !reads.has('bytes');
  const own: readonly ProblemCode[] = isStreamed ? ['length_required', ...problems] : problems;
  const decorators = [
    ApiTags(tag ?? controller.name.replace(/Controller$/, '').toLowerCase()),
    ApiOperation({ summary, ...(security === undefined ? {} : { security: [{ [security]: [] }] }) }),
    ...(accepts === undefined ? [] : [ApiConsumes(...accepts.types)]),
    ...headersIn(given),
    ...(reads.has('no body') ? [ApiBody({ required: false })] : []),
    ...(hasBody && !isParsed
      ? [ApiBody({ schema: { type: 'string', format: 'binary' }, required: false })]
      : []),
    ...refusals({ own, body: hasBody ? 'read' : 'none' })
      .filter(({ status }) => !(status in answers))
      .map((refusal) => ApiResponse({ ...refusal, content: ofProblem })),
    ...Object.entries(answers).map(([status, answer]) => response(Number(status), answer, declared)),
  ];
  for (const each of decorators) each(controller.prototype as object, handler, { value: method });
}

function headersIn(given: Handler['given']): readonly MethodDecorator[] {
  const { properties = {}, required = [] } = z.toJSONSchema(z.object(given), { io: 'input' });
  return Object.entries(properties).map(([name, schema]) =>
    ApiHeader({ name, required: required.includes(name), schema: schema as object }),
  );
}

const ofProblem = { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } };

function response(status: number, answer: Answer, declared: Declared): MethodDecorator {
  const names = declared.headers ?? [];
  const always = { required: true, schema: { type: 'string' as const } };
  const headers = Object.fromEntries(names.map((each) => [each, always]));
  const said = { status, description: reasons[status] ?? String(status), headers };
  if (answer === null) return ApiResponse(said);
  if (typeof answer !== 'string' && !declared.isSse) return ApiResponse({ ...said, standardSchema: answer });
  const [type = ''] = typeof answer === 'string' ? answer.split(';', 1) : ['text/event-stream'];
  return ApiResponse({ ...said, content: { [type]: { schema: { type: 'string' } } } });
}

/** Zod's own conversion for 3.0, which `@nestjs/swagger` would take, loses what 3.1 can say. */
const converter: StandardSchemaConverter = (schema, { schemaType }) =>
  schema instanceof z.ZodType ? converted(schema, schemaType) : undefined;

type Converted = NonNullable<ReturnType<StandardSchemaConverter>>;

function converted(schema: z.ZodType, io: 'input' | 'output'): Converted {
  const { $schema: _dialect, $defs = {}, ...rest } = z.toJSONSchema(schema, { io });
  const suffix = io === 'input' ? sent : '';
  const components = Object.fromEntries(Object.entries($defs).map(([id, each]) => [`${id}${suffix}`, each]));
  const text = JSON.stringify({ schema: rest, components });
  return JSON.parse(text.replaceAll(/(?<="#\/\$defs\/[^"]+)(?=")/g, suffix)) as Converted;
}
