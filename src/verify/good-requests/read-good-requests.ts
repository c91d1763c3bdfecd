import { oddShape } from '../../odd-shape.js';
import { ownOf } from '../../own.js';
import { parsedJson } from '../../parsed-json.js';
import { plainText } from '../../repo/plain-text.js';
import type { Ask, Made } from '../subjects/http.js';
import { badProbes } from './bad-probes.js';
import { bodyOf } from './body-of.js';
import {
  loginFor,
  probesFile,
  requestWords,
  type GivenLogin,
  type GoodRequest,
  type GoodRequests,
} from './good-requests.js';
import { isVariable, probesShape, type LoginShape, type RequestShape } from './shape.js';

type Variables = Readonly<Record<string, string | undefined>>;

/** Reads rampart.probes.json in a folder; undefined if there is none. Throws if anything in it is wrong. */
export function goodRequestsIn(root: string, variables: Variables): GoodRequests | undefined {
  const found = plainText(root, probesFile);
  if (found.state === 'absent') return undefined;
  if (found.state === 'unreadable') throw badProbes(`the file ${found.why}`);
  const json = parsedJson(found.text);
  if ('error' in json) throw badProbes('text that is not JSON');
  const { data, error } = probesShape.safeParse(json.value);
  if (error !== undefined) throw badProbes(oddShape(error));
  const logins = Object.entries(data.logins ?? {}).map(([name, login]) =>
    loginOfShape(name, login, variables),
  );
  const places = logins.flatMap(({ paths }) => paths);
  const twice = places.find((path, index) => places.indexOf(path) !== index);
  if (twice !== undefined) throw badProbes(`two logins name the path ${twice}`);
  const requests: GoodRequest[] = [];
  for (const [index, request] of (data.requests ?? []).entries()) {
    const at = `requests.${index}`;
    if (request.login !== undefined && ownOf(data.logins, request.login) === undefined)
      throw badProbes(`"${at}.login" is none of the logins${namesOf(Object.keys(data.logins ?? {}))}`);
    requests.push(requestOf(root, at, request, { logins, requests }));
  }
  return { logins, requests };
}

const namesOf = (names: readonly string[]): string => (names.length === 0 ? '' : `: ${names.join(', ')}`);

/** One request; `before` is what the file has before it. */
function requestOf(root: string, at: string, request: RequestShape, before: GoodRequests): GoodRequest {
  const { method = 'GET', path, params = {}, query = {}, headers = {}, login } = request;
  const { type, ...sent } = bodyOf(root, at, request);
  if ('json' in request && /\{"env":"PROBE_/.test(JSON.stringify(request.json)))
    throw badProbes(`"${at}.json" has a variable: only logins can have one`);
  if (sent.body !== undefined && (method === 'GET' || method === 'HEAD'))
    throw badProbes(`"${at}" is a ${method} with a body`);
  const made = madeOf(at, params, before);
  return {
    at,
    template: path,
    ask: {
      method,
      path: withQuery(filled(at, path, params), query),
      headers: { ...headers, ...(type === undefined ? {} : { 'content-type': type }) },
      ...(sent.body === undefined ? {} : { body: sent.body }),
      ...(login === undefined ? {} : { login }),
      ...(made.length === 0 ? {} : { made }),
    },
    ...('json' in request ? { json: request.json } : {}),
    ...(sent.form === undefined ? {} : { form: sent.form }),
  };
}

type Params = NonNullable<RequestShape['params']>;

/** The params that answers to requests before it have. */
const madeOf = (at: string, params: Params, before: GoodRequests): readonly Made[] =>
  Object.entries(params).flatMap(([name, param]) => {
    if (typeof param === 'string') return [];
    const maker = before.requests.findLast(({ ask, template }) => `${ask.method} ${template}` === param.from);
    if (maker === undefined)
      throw badProbes(`"${at}.params.${name}.from" is ${param.from}, and no request before it is that`);
    const login = maker.ask.login ?? loginFor(before, maker.ask);
    const by = { ...maker.ask, ...(login === undefined ? {} : { login }) };
    return [{ name, by, pointer: param.pointer, at: `${at}.params.${name}`, words: requestWords(maker) }];
  });

/** '/orders/{id}' with the params put in, except for those that are made when it is sent. */
function filled(at: string, path: string, params: Params): string {
  const named = [...path.matchAll(/\{([^{}]+)\}/g)].map(([, name = '']) => name);
  const missing = named.find((name) => ownOf(params, name) === undefined);
  if (missing !== undefined) throw badProbes(`"${at}.params" has no "${missing}", which the path names`);
  const unused = Object.keys(params).find((name) => !named.includes(name));
  if (unused !== undefined) throw badProbes(`"${at}.params" has "${unused}", which the path does not name`);
  return path.replace(/\{([^{}]+)\}/g, (open, name: string) => {
    const param = params[name];
    return typeof param === 'string' ? encodeURIComponent(param) : open;
  });
}

const withQuery = (path: string, query: Readonly<Record<string, string>>): string =>
  Object.keys(query).length === 0 ? path : `${path}?${new URLSearchParams(query).toString()}`;

function loginOfShape(name: string, login: LoginShape, variables: Variables): GivenLogin {
  let missing: string | undefined;
  /** The same with the values of variables. */
  const told = (value: unknown): unknown => {
    if (isVariable(value)) {
      const secret = ownOf(variables, value.env);
      if (secret === undefined || secret === '') missing ??= value.env;
      return secret ?? '';
    }
    if (Array.isArray(value)) return value.map(told);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, told(inner)]));
  };
  const { request, headers = {}, token, header = 'Authorization: Bearer {token}', paths = [] } = login;
  const ask = request === undefined ? undefined : loginAsk(request, told);
  const colon = header.indexOf(': ');
  const known = Object.entries(headers).map(([key, value]) => [key.toLowerCase(), String(told(value))]);
  return {
    name,
    ...(ask === undefined ? {} : { ask }),
    headers: Object.fromEntries(known) as Readonly<Record<string, string>>,
    ...(token === undefined
      ? {}
      : {
          token: {
            pointer: token,
            header: header.slice(0, colon).toLowerCase(),
            value: header.slice(colon + 2),
          },
        }),
    paths,
    ...(missing === undefined ? {} : { missing }),
  };
}

function loginAsk(request: NonNullable<LoginShape['request']>, told: (value: unknown) => unknown): Ask {
  const { method = 'POST', path, headers = {}, json, form } = request;
  const [type, body] =
    form === undefined
      ? ['application/json', 'json' in request ? JSON.stringify(told(json)) : undefined]
      : [
          'application/x-www-form-urlencoded',
          new URLSearchParams(
            Object.entries(form).map(([key, value]): [string, string] => [key, String(told(value))]),
          ).toString(),
        ];
  return {
    method,
    path,
    headers: { ...headers, ...(body === undefined ? {} : { 'content-type': type ?? '' }) },
    ...(body === undefined ? {} : { body }),
  };
}
