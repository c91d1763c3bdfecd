import { z } from 'zod';
import { defineRoute, noInput, type CheckedRoute } from './security/route.js';

/** The OpenAPI 3.1 document of these routes, made from the schemas that guard them. */
export function openApi(routes: readonly CheckedRoute[]) {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const route of routes) {
    const path = route.path.replace(/:(\w+)/g, '{$1}');
    (paths[path] ??= {})[route.method] = operation(route);
  }
  return { openapi: '3.1.0', info: { title: 'API', version: '1.0.0' }, paths };
}

/** Serves the document. A map of the API helps attackers too: mount it outside production only. */
export const openApiRoute = (routes: readonly CheckedRoute[]): CheckedRoute =>
  defineRoute({
    ...noInput,
    method: 'get',
    path: '/openapi.json',
    summary: 'This document',
    responses: { 200: z.looseObject({}) },
    handler: () => ({ status: 200, body: openApi(routes) }),
  });

function operation(route: CheckedRoute): Record<string, unknown> {
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
  content: { 'application/json': { schema: jsonSchema(schema, io) } },
});

function jsonSchema(schema: z.ZodType, io: 'input' | 'output') {
  const { $schema: _dialect, ...rest } = z.toJSONSchema(schema, { io });
  return rest;
}
