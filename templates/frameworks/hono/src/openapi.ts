import { readFile } from 'node:fs/promises';
import { OpenAPIHono } from '@hono/zod-openapi';
import type { JSONValue } from 'hono/utils/types';
import { z } from 'zod';
import type { ZodOpenApiOperationObject, ZodOpenApiResponseObject } from 'zod-openapi';
import { complete } from './openapi+complete.js';
import { problem, refusals } from './openapi+refusals.js';
import { assertSchemes, securitySchemes } from './openapi+schemes.js';
import { createRoute, json, rawBody, routesOf } from './security/contract.js';
import type { ServiceEnv } from './security/hono.js';
import { problemCodes, statusOf } from './security/problem.js';

const document = createRoute({
  method: 'get',
  path: '/openapi.json',
  hide: true,
  responses: { 200: json(z.looseObject({}), 'OK') },
});

/** Serves the document. A map of the API helps attackers too: mount it outside production only. */
export const documentRoute = (app: OpenAPIHono<ServiceEnv>, origin: string) =>
  new OpenAPIHono<ServiceEnv>().openapi(document, async (c) =>
    c.json((await openApi(app, origin)) as Record<string, JSONValue>, 200),
  );

/**
 * The OpenAPI 3.1 document, from the schemas that check the requests. Made by zod-openapi: the generator of
 * @hono/zod-openapi drops patterns, and knows no difference between what a schema takes and gives.
 */
async function openApi(app: OpenAPIHono<ServiceEnv>, origin: string) {
  const { createDocument } = await import('zod-openapi'); // only where it is asked for
  const { name, version } = identity.parse(
    JSON.parse(await readFile(new URL('../package.json', import.meta.url), 'utf8')),
  );
  const paths: Record<string, Record<string, ZodOpenApiOperationObject>> = {};
  for (const { method, path, request = {}, responses, ...operation } of routesOf(app)) {
    assertSchemes(path, operation.security);
    const { params, query, headers, cookies, body } = request;
    const given = Object.entries({ path: params, query, header: headers, cookie: cookies });
    (paths[path] ??= {})[method] = {
      ...(operation as object),
      requestParams: Object.fromEntries(given.filter(([, schema]) => schema !== undefined)),
      ...(body && { requestBody: { content: body.content, required: isRequired(body) } as never }),
      responses: withRefusals(responses as Answers, body ? 'read' : 'none'),
    };
  }
  const described = createDocument({
    openapi: '3.1.0',
    info: { title: name, version },
    servers: [{ url: origin }],
    security: [],
    paths,
    components: { securitySchemes },
  });
  return complete(described);
}

const isRequired = ({
  content,
  required,
}: {
  readonly content: object;
  readonly required?: boolean;
}): boolean =>
  required !== false &&
  Object.values(content).every(
    ({ schema }: { schema: z.ZodType }) => schema === rawBody || !schema.safeParse(undefined).success,
  );

const identity = z.object({ name: z.string(), version: z.string() });

type Answers = Readonly<Record<string, ZodOpenApiResponseObject>>;

/** Adds what any request may be refused with. The description of a refusal of the route's own is its code. */
function withRefusals(declared: Answers, body: 'read' | 'none'): Answers {
  const isOwn = (answer: ZodOpenApiResponseObject): boolean => codes.has(answer.description);
  const own = problemCodes.filter((code) => declared[statusOf(code)]?.description === code);
  const refused = refusals({ own, body }).map(({ status, description }) => [
    status,
    { description, content },
  ]);
  const answers = Object.entries(declared).filter(([, answer]) => !isOwn(answer));
  return Object.fromEntries([...refused, ...answers]) as Answers;
}

const codes: ReadonlySet<string | undefined> = new Set(problemCodes);
const content = { 'application/problem+json': { schema: problem } };
