import { isLoginPath } from '../subjects/login-path.js';
import type { FormField, Operation } from '../subjects/operation.js';
import { sampleOf } from '../subjects/samples.js';

interface Missing {
  readonly method: string;
  /** '/orders/{id}' or '/orders/:id' */
  readonly template: string;
  /** The answer to what was guessed. */
  readonly status: number;
  readonly operations: readonly Operation[];
  readonly document: unknown;
  /** The JSON that was guessed. */
  readonly sample?: unknown;
}

/** What to write into rampart.probes.json, before it is text. */
export interface LinesToAdd {
  /** The login that its requests need. */
  readonly login?: object;
  readonly requests: readonly Line[];
}

interface Line {
  readonly path: string;
  readonly login?: string;
}

/** The lines for several routes, as one line of JSON. */
export function linesText(all: readonly LinesToAdd[]): string {
  const login = all.find((one) => one.login !== undefined)?.login;
  const requests = all.flatMap((one) => one.requests).slice(0, mostRequests);
  const paths = requests.filter((one) => one.login !== undefined).map(({ path }) => `/${path.split('/')[1]}`);
  const logins = login && { user: { ...login, paths: [...new Set(paths)] } };
  return JSON.stringify({ ...(logins && { logins }), requests }, null, 1).replace(/\n\s*/g, ' ');
}

const mostRequests = 6;

/** A good request for a route, with examples in place of what is not known, and a login if one was asked for. */
export function linesToAdd({ method, template, status, operations, document, sample }: Missing): LinesToAdd {
  const operation = operations.find((one) => one.method === method && one.template === template);
  const path = template.replace(/:(\w+)\??/g, '{$1}');
  const params = (operation?.params ?? []).map(
    ({ name, schema }) => [name, sampleOf(schema, document)] as const,
  );
  const named = [...path.matchAll(/\{([^{}]+)\}/g)].map(([, name = '']) => name);
  const known = new Map(params.map(([name, value]) => [name, String(value)]));
  const query = (operation?.query ?? []).filter(({ required }) => required === 'yes');
  const needsLogin = status === 401 || status === 403;
  const request = {
    method,
    path,
    ...(named.length === 0
      ? {}
      : { params: Object.fromEntries(named.map((name) => [name, known.get(name) ?? '1'])) }),
    ...(query.length === 0
      ? {}
      : {
          query: Object.fromEntries(query.map((one) => [one.name, String(sampleOf(one.schema, document))])),
        }),
    ...(needsLogin ? { login: 'user' } : {}),
    ...(/^P(?:OST|UT|ATCH)$/.test(method) ? bodyFor(operation, sample) : {}),
  };
  const login = needsLogin ? { login: { request: loginIn(operations) } } : {};
  return { ...login, requests: [request] };
}

function bodyFor(operation: Operation | undefined, sample: unknown): object {
  if (operation?.otherBody !== undefined) {
    const { type, fields } = operation.otherBody;
    const [media = ''] = type.split(';');
    if (media === 'multipart/form-data') return { multipart: partsFor(fields) };
    if (media === 'application/x-www-form-urlencoded') return { form: partsFor(fields) };
    return { body: { text: 'a text', type: media } };
  }
  const json = sample ?? operation?.body?.sample;
  if (json === undefined && operation !== undefined) return {};
  return { json: json ?? { name: 'a text' } };
}

const file = { file: 'test/example.png', type: 'image/png' };

const partsFor = (fields: readonly FormField[]): object =>
  fields.length === 0
    ? { title: 'a text', file }
    : Object.fromEntries(fields.map(({ name, value, isFile }) => [name, isFile ? file : value]));

/** The login that the service describes, or a usual one; its password is never in the file. */
function loginIn(operations: readonly Operation[]): object {
  const found = operations.find(({ method, path }) => method === 'POST' && isLoginPath(path));
  const body = found?.body?.sample;
  const sample = typeof body === 'object' && body !== null ? body : { name: 'a user', password: '' };
  return {
    method: 'POST',
    path: found?.path ?? '/login',
    json: Object.fromEntries(
      Object.entries(sample).map(([name, value]) => [
        name,
        /pass|pwd|secret/i.test(name) ? { env: 'PROBE_PASSWORD' } : value,
      ]),
    ),
  };
}
