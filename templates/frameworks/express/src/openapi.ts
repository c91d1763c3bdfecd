import { readFileSync } from 'node:fs';
import { Router, type Express } from 'express';
import { z } from 'zod';
import type { ZodOpenApiOperationObject, ZodOpenApiResponseObject } from 'zod-openapi';
import { complete } from './openapi+complete.js';
import { problem, reasons, refusals } from './openapi+refusals.js';
import { assertSchemes, securitySchemes } from './openapi+schemes.js';
import { routesOf } from './security/routes.js';
import { routing, validate, type Operation } from './security/contract.js';

const path = '/openapi.json';

/** Serves the document. A map of the API helps attackers too: use it outside production only. */
export function openApiRouter(app: Express, config: { readonly PUBLIC_ORIGIN: string }): Router {
  const router = Router(routing);
  router.get(
    path,
    validate({
      operationId: 'getOpenApi',
      summary: 'This document',
      responses: { 200: z.looseObject({}) },
    }),
    async (_req, res) => {
      res.json(await openApi(app, config.PUBLIC_ORIGIN));
    },
  );
  return router;
}

/** The OpenAPI document of what the app serves, from the schemas that check it. */
export async function openApi(app: Express, url: string): Promise<Record<string, unknown>> {
  const { createDocument } = await import('zod-openapi'); // a development dependency, 30 ms
  const { name, version } = JSON.parse(readFileSync(packageFile, 'utf8')) as Package;
  const paths: Record<string, Record<string, ZodOpenApiOperationObject>> = {};
  for (const route of routesOf(app.router)) {
    if (route.operation === undefined || route.path === path) continue;
    assertSchemes(route.operation.operationId, route.operation.security);
    (paths[route.path.replace(/[:*](\w+)/g, '{$1}')] ??= {})[route.method] = describe(route.operation);
  }
  const document = createDocument({
    openapi: '3.1.0',
    info: { title: name, version },
    servers: [{ url }],
    security: [],
    paths,
    components: { securitySchemes },
  });
  return { ...complete(document) };
}

const packageFile = new URL('../package.json', import.meta.url);
interface Package {
  readonly name: string;
  readonly version: string;
}

function describe(operation: Operation): ZodOpenApiOperationObject {
  const { operationId, summary, tags = [], body, responses, problems, security } = operation;
  const raw = operation.raw ?? operation.stream;
  const content = raw ? ofTypes(raw, {}) : body && json(body);
  const answers = Object.entries(responses).map(([status, answer]): [string, ZodOpenApiResponseObject] => {
    const content =
      answer instanceof z.ZodType ? json(answer) : answer && ofTypes([answer].flat(), { schema: plain });
    return [status, { description: reasons[status] ?? status, ...(content && { content }) }];
  });
  const refused = refusals({ own: problems, body: content ? 'read' : 'none' });
  return {
    operationId,
    summary,
    tags: [...tags],
    ...(security && { security: [...security] }),
    requestParams: inputsOf(operation),
    ...(content && { requestBody: { required: body?.safeParse(undefined).success === false, content } }),
    responses: {
      ...Object.fromEntries(
        refused.map(({ status, description }) => [status, { description, content: ofProblem }]),
      ),
      ...Object.fromEntries(answers),
    },
  };
}

const inputsOf = ({ params, query, headers }: Operation) => ({
  ...(params && { path: params }),
  ...(query && { query }),
  ...(headers && { header: headers }),
});

const plain = { type: 'string' } as const;
const json = (schema: z.ZodType) => ({ 'application/json': { schema } });
const ofProblem = { 'application/problem+json': { schema: problem } };
const ofTypes = (types: readonly string[], media: { readonly schema?: typeof plain }) =>
  Object.fromEntries(types.map((type) => [type, media]));
