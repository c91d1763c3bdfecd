import { allowsAnything } from '../subjects/any-body.js';
import type { Ask } from '../subjects/http.js';
import { loginBodies } from '../subjects/login-bodies.js';
import type { Operation } from '../subjects/operation.js';
import { sampleOf } from '../subjects/samples.js';
import { badBodies } from './bad-bodies.js';
import type { Route } from './undescribed.js';

/** How to test a route: inputs that should be valid, most likely first, and bad ones made from each. */
export interface Cased {
  /** 'POST /notes/{id}' */
  readonly name: string;
  readonly goods: readonly Ask[];
  bads(good: Ask): readonly Bad[];
}

export interface Bad {
  readonly what: string;
  readonly place?: 'path' | 'type';
  readonly free?: 'anything goes'; // as for a webhook, which refuses all bodies without its signature
  readonly ask: Ask;
}

/** Paths of health checks. Load balancers add query parameters, and the answer does not depend on them. */
export const healthCheck = /\/(?:livez?|readyz?|healthz?|ping)$/i;

const json = (body: unknown): Pick<Ask, 'headers' | 'body'> => ({
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(body),
});

/** An operation, by its description. */
export function cased(operation: Operation, document: unknown): Cased {
  const { method, template, path, query, headers, body, otherBody } = operation;
  const needed = query
    .filter(({ required }) => required === 'yes')
    .map(({ name, schema }) => `${name}=${encodeURIComponent(String(sampleOf(schema, document)))}`);
  const asked = [path, ...(needed.length > 0 ? [needed.join('&')] : [])].join('?');
  const sent = (type: string, text: string) => ({
    headers: { ...headers, 'content-type': type },
    body: text,
  });
  const other = otherBody ? sent(otherBody.type, otherBody.sample) : { headers };
  const usual = body ? sent('application/json', JSON.stringify(body.sample)) : other;
  return {
    name: `${method} ${template}`,
    goods: [{ method, path: asked, ...usual }],
    bads: (good) => [...badPlaces(operation, good), ...badJson(operation, document, good, body?.sample)],
  };
}

/** An unknown query, and parts of the path that cannot be. */
export function badPlaces({ method, template, params }: Operation, good: Ask): readonly Bad[] {
  const name = `${method} ${template}`;
  return [
    ...(method === 'GET' && healthCheck.test(template)
      ? []
      : [{ what: `${name}?rampart-unknown=1`, ask: { ...good, path: withUnknown(good.path) } }]),
    ...params
      .filter(({ schema }) => schema.format !== undefined || schema.pattern !== undefined)
      .map((param) => ({
        what: `${name} with ${param.name}=~`,
        place: 'path' as const,
        ask: { ...good, path: template.replace(/\{[^}]+\}/g, '~~') },
      })),
  ];
}

export const withUnknown = (path: string): string =>
  `${path}${path.includes('?') ? '&' : '?'}rampart-unknown=1`;

/** Bodies that the description does not allow, made from a good one; JSON where none is taken. */
export function badJson(
  { method, template, body }: Operation,
  document: unknown,
  good: Ask,
  sample: unknown,
): readonly Bad[] {
  const name = `${method} ${template}`;
  if (body === undefined) return method === 'GET' ? [] : [jsonInstead(name, good)];
  const free = allowsAnything(body.schema, document) ? { free: 'anything goes' as const } : {};
  return badBodies(body.schema, sample, document).map(([what, text]) => ({
    what: `${name} with ${what}`,
    ...free,
    ask: { ...good, body: text },
  }));
}

export const jsonInstead = (name: string, good: Ask): Bad => ({
  what: `${name} with a body that it does not take`,
  place: 'type',
  ask: {
    ...good,
    headers: { ...good.headers, 'content-type': 'application/json' },
    body: '{"rampart":1}',
  },
});

/** A route that is in no document: a path and a method, read in the source or named by the user. */
export function casedByGuess({ method, path, sample }: Route, samples: readonly object[]): Cased {
  const real = path.replace(/:\w+\??(?:\([^)]*\))?/g, '1');
  const bodies = sample === undefined ? [...samples, ...loginBodies] : [sample];
  return {
    name: `${method} ${path}`,
    goods: bodies.map((body) => ({ method, path: real, ...json(body) })),
    bads: (good) =>
      badBodies({ type: 'object' }, JSON.parse(String(good.body)) as unknown, {}).map(([what, body]) => ({
        what: `${method} ${path} with ${what}`,
        ask: { ...good, body },
      })),
  };
}
