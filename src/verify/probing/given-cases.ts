import { loginFor, type GoodRequest, type GoodRequests } from '../good-requests/good-requests.js';
import { multipart, type FormPart } from '../good-requests/multipart.js';
import type { Ask } from '../subjects/http.js';
import type { Operation } from '../subjects/operation.js';
import type { Routes } from '../subjects/found-routes.js';
import type { Schema } from '../subjects/samples.js';
import { badBodies } from './bad-bodies.js';
import {
  badJson,
  badPlaces,
  cased,
  healthCheck,
  jsonInstead,
  withUnknown,
  type Bad,
  type Cased,
} from './cased.js';
import { routeKey, type Route } from './undescribed.js';

/** No more requests of the file are sent after so many milliseconds: what was found without them must be told. */
export const mostGivenMs = 80_000;

/** A route that is tried with a request of rampart.probes.json, or with its login. */
export interface GivenCase extends Cased {
  readonly request?: GoodRequest;
}

/** Every request of the file, and every operation below a path that a login names. */
export function givenCases(
  given: GoodRequests,
  { operations, document }: Pick<Routes, 'operations' | 'document'>,
  written: readonly Route[],
): readonly GivenCase[] {
  const behindLogin = operations.flatMap((operation): readonly GivenCase[] => {
    const login = loginFor(given, { method: operation.method, path: operation.template });
    const one = cased(operation, document);
    return login === undefined ? [] : [{ ...one, goods: one.goods.map((good) => ({ ...good, login })) }];
  });
  const named = given.requests.map((request): GivenCase => {
    const operation = operationOf(request, operations, written);
    const login = request.ask.login ?? loginFor(given, request.ask);
    const good: Ask = { ...request.ask, ...(login === undefined ? {} : { login }) };
    const name = operation
      ? `${operation.method} ${operation.template}`
      : `${request.ask.method} ${writtenPath(request, written) ?? request.template}`;
    return {
      name,
      request,
      goods: [good],
      bads: () => [
        ...(operation ? badPlaces(operation, good) : badQuery(name, good)),
        ...doubled(name, request, good, operation),
        ...badBodiesOf({ name, request, good, operation, document }),
      ],
    };
  });
  return [...named, ...behindLogin];
}

/**
 * The operation that a request is of: the one with its template, or else one that its path fits. A route of its own in
 * the source is none: '/orders/search' is not '/orders/{id}'.
 */
export function operationOf(
  { template, ask }: GoodRequest,
  operations: readonly Operation[],
  written: readonly Route[],
): Operation | undefined {
  const [path = ''] = ask.path.split('?');
  const key = routeKey({ method: ask.method, path: template });
  const own = operations.filter(({ method }) => method === ask.method);
  const exact = own.find((one) => routeKey({ method: one.method, path: one.template }) === key);
  if (exact !== undefined || written.some((one) => one.method === ask.method && one.path === path))
    return exact;
  return own.find((one) => fits(path, one.template));
}

/** Whether '/orders/7' is one of '/orders/{id}' or '/orders/:id'. */
function fits(path: string, template: string): boolean {
  const [parts, wanted] = [path.split('/'), template.split('/')];
  return (
    parts.length === wanted.length &&
    wanted.every(
      (want, index) => want === parts[index] || (/^(?::\w+|\{[^}]+\})$/.test(want) && parts[index] !== ''),
    )
  );
}

const writtenPath = ({ ask }: GoodRequest, written: readonly Route[]): string | undefined =>
  written.find(({ method, path }) => method === ask.method && fits(ask.path.split('?')[0] ?? '', path))?.path;

const badQuery = (name: string, good: Ask): readonly Bad[] =>
  good.method === 'GET' && healthCheck.test(good.path.split('?')[0] ?? '')
    ? []
    : [{ what: `${name}?rampart-unknown=1`, ask: { ...good, path: withUnknown(good.path) } }];

/** Each parameter of the query twice, unless the document says that it is a list. */
function doubled(
  name: string,
  { ask }: GoodRequest,
  good: Ask,
  operation: Operation | undefined,
): readonly Bad[] {
  const lists = (operation?.query ?? [])
    .filter(({ schema }) => [schema.type].flat().includes('array'))
    .map((one) => one.name);
  return [...new URLSearchParams(ask.path.split('?')[1] ?? '')]
    .filter(([key]) => !lists.includes(key))
    .map(([key, value]) => ({
      what: `${name} with two ${key}`,
      ask: { ...good, path: `${good.path}&${new URLSearchParams({ [key]: value }).toString()}` },
    }));
}

interface Bodied {
  readonly name: string;
  readonly request: GoodRequest;
  readonly good: Ask;
  readonly operation: Operation | undefined;
  readonly document: unknown;
}

function badBodiesOf({ name, request, good, operation, document }: Bodied): readonly Bad[] {
  if ('json' in request) {
    if (operation?.body !== undefined) return badJson(operation, document, good, request.json);
    return badBodies(schemaOf(request.json), request.json, {}).map(([what, body]) => ({
      what: `${name} with ${what}`,
      ask: { ...good, body },
    }));
  }
  const takesJson = operation?.body !== undefined;
  const other = good.method === 'GET' || good.method === 'HEAD' || takesJson ? [] : [jsonInstead(name, good)];
  return [...other, ...badForms(name, request, good)];
}

/** What can be told from a good body: which members it has, and which of them are tables. */
function schemaOf(json: unknown): Schema {
  if (typeof json !== 'object' || json === null || Array.isArray(json)) return {};
  return {
    type: 'object',
    properties: Object.fromEntries(
      Object.entries(json)
        .filter(([, value]) => value !== null)
        .map(([name, value]) => [
          name,
          typeof value === 'object' && !Array.isArray(value) ? { type: 'object' } : {},
        ]),
    ),
  };
}

/** A field that no form of it has; a file where a text belongs, and the other way round. */
function badForms(name: string, { form }: GoodRequest, good: Ask): readonly Bad[] {
  if (form === undefined) return [];
  const send = (parts: readonly FormPart[]): Ask => {
    const { type, body } =
      form.kind === 'multipart'
        ? multipart(parts)
        : {
            type: 'application/x-www-form-urlencoded',
            body: new URLSearchParams(
              parts.map((part): [string, string] => [part.name, String(part.content)]),
            ).toString(),
          };
    return { ...good, headers: { ...good.headers, 'content-type': type }, body };
  };
  const swapped = form.kind === 'urlencoded' ? [] : form.parts;
  return [
    {
      what: `${name} with an unknown field`,
      ask: send([...form.parts, { name: 'rampartUnknown', content: 'x' }]),
    },
    ...swapped.map((part) => ({
      what: `${name} with ${part.name} as ${part.file === undefined ? 'a file' : 'a text'}`,
      ask: send(form.parts.map((each) => (each === part ? swap(each) : each))),
    })),
  ];
}

const swap = ({ name, content, file }: FormPart): FormPart => ({
  name,
  content: file === undefined ? content : 'rampart',
  ...(file === undefined ? { file: { name: 'rampart.bin', type: 'application/octet-stream' } } : {}),
});
