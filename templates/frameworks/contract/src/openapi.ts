import { z } from 'zod';
import { defineRoute, noInput, plainText, type CheckedRoute, type Operation } from './security/route.js';

/**
 * Makes the OpenAPI 3.1 document of these operations from the schemas that check them. The order of
 * registration has no effect.
 */
export function openApi(operations: readonly Operation[]) {
  const paths: Record<string, Record<string, unknown>> = {};
  const order = ({ path, method }: Operation): string => `${path} ${method}`;
  for (const each of [...operations].sort((a, b) => (order(a) < order(b) ? -1 : 1))) {
    const path = each.path.replace(/:(\w+)/g, '{$1}');
    (paths[path] ??= {})[each.method] = describe(each);
  }
  return { openapi: '3.1.0', info: { title: 'API', version: '1.0.0' }, paths };
}

/** Serves the document. A map of the API helps attackers too: mount it outside production only. */
export const openApiRoute = (operations: readonly Operation[]): CheckedRoute =>
  defineRoute({
    ...noInput,
    method: 'get',
    path: '/openapi.json',
    summary: 'This document',
    responses: { 200: z.looseObject({}) },
    handler: () => ({ status: 200, body: openApi(operations) }),
  });

function describe(route: Operation): Record<string, unknown> {
  const parameters = [
    ...parametersIn('path', route.params),
    ...parametersIn('query', route.query),
    ...parametersIn('header', route.headers),
  ];
  const requestBody =
    route.body === 'none' ? {} : { requestBody: { required: true, ...content(route.body, 'input') } };
  const responses = Object.entries(route.responses).map(([status, schema]) => [
    status,
    { description: status, ...(schema === null ? {} : content(schema, 'output')) },
  ]);
  return {
    summary: route.summary,
    parameters,
    ...requestBody,
    responses: Object.fromEntries(responses) as unknown,
  };
}

function parametersIn(place: 'path' | 'query' | 'header', schema: z.ZodObject): unknown[] {
  const { properties = {}, required = [] } = jsonSchema(schema, 'input');
  return Object.entries(properties).map(([name, type]) => ({
    name,
    in: place,
    required: place === 'path' || required.includes(name),
    schema: type,
  }));
}

const content = (schema: z.ZodType, io: 'input' | 'output') => ({
  content: {
    [schema === plainText ? 'text/plain' : 'application/json']: { schema: jsonSchema(schema, io) },
  },
});

function jsonSchema(schema: z.ZodType, io: 'input' | 'output') {
  const { $schema: _dialect, ...rest } = z.toJSONSchema(schema, { io });
  return rest;
}
