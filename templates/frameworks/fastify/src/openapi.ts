import { readFileSync } from 'node:fs';
import { fastifySwagger, type SwaggerTransform, type SwaggerTransformObject } from '@fastify/swagger';
import { fastifyPlugin } from 'fastify-plugin';
import { jsonSchemaTransform, jsonSchemaTransformObject } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { complete } from './openapi+complete.js';
import { problem, reasons, refusals } from './openapi+refusals.js';
import { assertSchemes, securitySchemes } from './openapi+schemes.js';
import { noBody, noInput } from './security/contract.js';

/** Describes all routes that are registered after it, from the schemas that check them, at GET /openapi.json. */
export const openApi = fastifyPlugin<{ readonly PUBLIC_ORIGIN: string }>(
  async (app, { PUBLIC_ORIGIN }) => {
    const { name, version } = packageJson();
    await app.register(fastifySwagger, {
      openapi: {
        openapi: '3.1.0',
        info: { title: name, version },
        servers: [{ url: PUBLIC_ORIGIN }],
        security: [],
        components: { securitySchemes },
      },
      convertConstToEnum: false,
      transform,
      transformObject,
    });
    app.addHook('onRoute', ({ url, schema }) => {
      assertSchemes(url, schema?.security);
    });
    const response = { 200: z.record(z.string(), z.unknown()) };
    app.get('/openapi.json', { schema: { hide: true, response } }, () => app.swagger());
  },
  { name: 'openapi', fastify: '5.x' },
);

function packageJson(): { readonly name: string; readonly version: string } {
  const text = readFileSync(new URL('../package.json', import.meta.url), 'utf8');
  return JSON.parse(text) as ReturnType<typeof packageJson>;
}

/** Adds the refusals, and leaves out what stands for "nothing". */
const transform: SwaggerTransform = ({ schema, url, route, ...rest }) => {
  const { params, querystring, body, response, ...others } = schema;
  const { default: _undeclared, ...answers } = response as Record<string, unknown>;
  const isBodiless = body === undefined || body === noBody;
  const refused = refusals({ own: route.config?.problems, body: isBodiless ? 'none' : 'read' });
  const given = {
    ...others,
    ...(params === noInput ? {} : { params }),
    ...(querystring === noInput ? {} : { querystring }),
    ...(isBodiless ? {} : { body }),
    response: {
      ...Object.fromEntries(refused.map(({ status, description }) => [status, { description, content }])),
      ...answers,
    },
  };
  return jsonSchemaTransform({ schema: given, url, route, ...rest });
};

const content = { 'application/problem+json': { schema: problem } };

/** Says what an answer means. Of the schemas it keeps those that are used, by the names that they have here. */
const transformObject: SwaggerTransformObject = (document) => {
  const { components, paths, ...rest } = jsonSchemaTransformObject(document) as Document;
  for (const { responses } of Object.values(paths).flatMap((path) => Object.values(path))) {
    for (const [status, response] of Object.entries(responses)) {
      if (response.description === withoutDescription) response.description = reasons[status] ?? status;
    }
  }
  const text = JSON.stringify({ paths, components });
  const used = Object.entries(components.schemas).filter(([id]) =>
    text.includes(`"#/components/schemas/${id}"`),
  );
  const ids = used.map(([id]) => id);
  const all = JSON.stringify({
    ...rest,
    paths,
    components: { ...components, schemas: Object.fromEntries(used) },
  });
  const twins = ids.filter((id) => id.endsWith('Input') && !ids.includes(id.slice(0, -5)));
  const named = twins.reduce((json, id) => json.replaceAll(`${id}"`, `${id.slice(0, -5)}"`), all);
  return complete(JSON.parse(named) as object);
};

const withoutDescription = 'Default Response';

interface Document {
  readonly paths: Record<string, Record<string, DocumentedOperation>>;
  readonly components: { readonly schemas: Record<string, unknown> };
}
interface DocumentedOperation {
  readonly responses: Record<string, { description: string }>;
}
