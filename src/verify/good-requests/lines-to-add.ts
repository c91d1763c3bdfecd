import { isLoginPath } from '../subjects/login-path.js';
import type { FormField, Operation } from '../subjects/operation.js';
import { resolve, sampleOf, type Schema } from '../subjects/samples.js';

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
  /** One that makes what another names comes before it. */
  readonly requests: readonly Line[];
}

interface Line {
  readonly method: string;
  readonly path: string;
  readonly login?: string;
}

/** The lines for several routes, as one line of JSON. */
export function linesText(all: readonly LinesToAdd[]): string {
  const byRoute = new Map<string, Line>();
  for (const line of all.flatMap((one) => one.requests)) {
    const route = `${line.method} ${line.path}`;
    if (byRoute.get(route)?.login === undefined) byRoute.set(route, line);
  }
  const requests = [...byRoute.values()].slice(0, mostRequests);
  const login = all.find((one) => one.login !== undefined)?.login;
  const paths = requests.filter((one) => one.login !== undefined).map(({ path }) => `/${path.split('/')[1]}`);
  const logins = login && { user: { ...login, paths: [...new Set(paths)] } };
  return JSON.stringify({ ...(logins && { logins }), requests }, null, 1).replace(/\n\s*/g, ' ');
}

const mostRequests = 6;

/** A good request for a route, with examples in place of what is not known, and a login if one was asked for. */
export function linesToAdd(missing: Missing): LinesToAdd {
  const { method, template, status, operations, document, sample } = missing;
  const operation = operations.find((one) => one.method === method && one.template === template);
  const path = template.replace(/:(\w+)\??/g, '{$1}');
  const params = (operation?.params ?? []).map(
    ({ name, schema }) => [name, sampleOf(schema, document)] as const,
  );
  const named = [...path.matchAll(/\{([^{}]+)\}/g)].map(([, name = '']) => name);
  const known = new Map(params.map(([name, value]) => [name, String(value)]));
  const query = (operation?.query ?? []).filter(({ required }) => required === 'yes');
  const needsLogin = status === 401 || status === 403;
  const maker = makerOf(path, operations, document);
  const request = {
    method,
    path,
    ...(named.length === 0
      ? {}
      : {
          params: Object.fromEntries(
            named.map((name) => [name, maker?.params[name] ?? known.get(name) ?? '1']),
          ),
        }),
    ...(query.length === 0
      ? {}
      : {
          query: Object.fromEntries(query.map((one) => [one.name, String(sampleOf(one.schema, document))])),
        }),
    ...(needsLogin ? { login: 'user' } : {}),
    ...(/^P(?:OST|UT|ATCH)$/.test(method) ? bodyFor(operation, sample) : {}),
  };
  const login = needsLogin ? { login: { request: loginIn(operations) } } : {};
  const before =
    maker === undefined ? [] : linesToAdd({ ...missing, ...maker.route, sample: undefined }).requests;
  return { ...login, requests: [...before, request] };
}

interface Maker {
  readonly route: { readonly method: string; readonly template: string };
  readonly params: Readonly<Record<string, { readonly from: string; readonly pointer: string }>>;
}

/** What makes the last item that a path names: for /orders/{id}, the POST /orders whose answer has its id. */
function makerOf(path: string, operations: readonly Operation[], document: unknown): Maker | undefined {
  const [, collection = '', name = ''] = /^(.*)\/\{([^{}]+)\}[^{}]*$/.exec(path) ?? [];
  const maker = operations.find(
    (one) => one.method === 'POST' && one.template.replace(/:(\w+)\??/g, '{$1}') === collection,
  );
  if (maker === undefined) return undefined;
  const member = idIn(maker.answer, name, document);
  if (member === undefined) return undefined;
  const from = `POST ${collection}`;
  return {
    route: { method: 'POST', template: maker.template },
    params: { [name]: { from, pointer: `/${member.replaceAll('~', '~0').replaceAll('/', '~1')}` } },
  };
}

/** The member of an answer that names what was made; 'id' where the document does not say what the answer has. */
function idIn(answer: Schema | undefined, param: string, document: unknown): string | undefined {
  if (answer === undefined) return 'id';
  const schema = answer.$ref === undefined ? answer : resolve(answer.$ref, document);
  const names = Object.keys(schema.properties ?? {});
  return [param, 'id', '_id'].find((name) => names.includes(name));
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
