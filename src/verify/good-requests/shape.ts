import * as z from 'zod/mini';

/** The only definition of rampart.probes.json. */
const text = z.string();
const refined = <T>(schema: z.ZodMiniType<T>, isRight: (value: T) => boolean, message: string) =>
  schema.check(z.refine(isRight, message));

/** A path of the service under test, never an address of another. */
const path = refined(
  text,
  (value) => /^\/(?![/\\])[!-~]*$/.test(value) && !/[#\\]/.test(value),
  'is no path of the service under test, such as /orders: an address of another cannot be asked',
);
const barePath = refined(path, (value) => !value.includes('?'), 'has a query: put it into "query"');
const method = refined(
  text,
  (value) => ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'].includes(value),
  'is none of GET, HEAD, POST, PUT, PATCH, DELETE',
);

/** Names of variables: no file can ask for another one of the machine, such as a key of a cloud. */
const variable = z.strictObject({
  env: refined(text, (value) => /^PROBE_[A-Z0-9_]+$/.test(value), 'does not begin with PROBE_'),
});
export const isVariable = (value: unknown): value is z.output<typeof variable> =>
  variable.safeParse(value).success;

const pointer = refined(
  text,
  (value) => /^(?:\/(?:[^~/]|~[01])*)+$/.test(value),
  'is no JSON pointer such as /id',
);

const headerName = refined(text, (value) => /^[\w!#$%&'*+.^`|~-]+$/.test(value), 'is no name of a header');
const headerText = (value: string): boolean => /^[\t\x20-\x7e]*$/.test(value);
const headerValue = refined(text, headerText, 'is no value of a header');
const secretHeader = refined(
  z.unknown(),
  (value) => isVariable(value) || (typeof value === 'string' && headerText(value)),
  'is no text and no {"env": "PROBE_..."}',
);

/** Those of the connection and of the proxy are made by rampart; those of a user belong to a login. */
const ours =
  /^(?:host|connection|content-length|transfer-encoding|te|trailer|upgrade|expect|forwarded|x-forwarded-.+)$/i;
const ofLogins = /^(?:authorization|proxy-authorization|cookie)$/i;
const free = (names: readonly string[], more?: RegExp): boolean =>
  !names.some((name) => ours.test(name) || more?.test(name) === true);
const headers = z.record(headerName, headerValue).check(
  z.refine((value) => free(Object.keys(value)), 'has a header that rampart makes itself'),
  z.refine((value) => !Object.keys(value).some((name) => ofLogins.test(name)), 'has what belongs to a login'),
);
const loginHeaders = z
  .record(headerName, secretHeader)
  .check(z.refine((value) => free(Object.keys(value)), 'has a header that rampart makes itself'));

const one = (value: object, names: readonly string[]): number =>
  names.filter((name) => Object.hasOwn(value, name)).length;
const content = {
  text: z.exactOptional(text),
  base64: z.exactOptional(refined(text, (value) => /^[\w+/-]*={0,2}$/.test(value), 'is no base64')),
  file: z.exactOptional(text),
};
const mediaType = refined(
  text,
  (value) => /^[\w.+-]+\/[\w.+-]+(?:;[\x20-\x7e]*)?$/.test(value),
  'is no media type',
);
const hasOne = z.refine<object>(
  (value) => one(value, Object.keys(content)) === 1,
  'has not one of text, base64 and file',
);
const body = z.strictObject({ ...content, type: mediaType }).check(hasOne);
const file = z
  .strictObject({ ...content, type: z.exactOptional(mediaType), name: z.exactOptional(text) })
  .check(hasOne);
const isFile = (value: unknown): value is z.output<typeof file> => file.safeParse(value).success;
const part = z.custom<string | z.output<typeof file>>(
  (value) => typeof value === 'string' || isFile(value),
  'is no text, and no file such as {"file": "test/sea.png", "type": "image/png"}',
);
const fields = z.record(text, text);

/** A param of the path: a text, or what the answer to an earlier request of the file has at a place. */
const madeParam = z.strictObject({ from: text, pointer });
const isMadeParam = (value: unknown): value is z.output<typeof madeParam> =>
  madeParam.safeParse(value).success;
const param = z.custom<string | z.output<typeof madeParam>>(
  (value) => typeof value === 'string' || isMadeParam(value),
  'is no text, and not such as {"from": "POST /orders", "pointer": "/id"}',
);
const bodies = ['json', 'form', 'multipart', 'body'];
const atMostOne = z.refine<object>(
  (value) => one(value, bodies) <= 1,
  `has more than one of ${bodies.join(', ')}`,
);

/** Whether a value looks like a variable, and is none that may be read. */
function hasStray(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  const { env, ...rest } = value as Readonly<Record<string, unknown>>;
  if (typeof env === 'string' && Object.keys(rest).length === 0) return !isVariable(value);
  return Object.values(value).some(hasStray);
}
const withVariables = refined(
  z.unknown(),
  (value) => !hasStray(value),
  'has a variable that does not begin with PROBE_',
);

const login = z
  .strictObject({
    request: z.exactOptional(
      z
        .strictObject({
          method: z.exactOptional(method),
          path,
          headers: z.exactOptional(headers),
          json: z.exactOptional(withVariables),
          form: z.exactOptional(z.record(text, withVariables)),
        })
        .check(atMostOne),
    ),
    headers: z.exactOptional(loginHeaders),
    token: z.exactOptional(pointer),
    header: z.exactOptional(
      refined(
        text,
        (value) => /^[\w-]+: [\x20-\x7e]*\{token\}/.test(value) && free([value.split(':')[0] ?? '']),
        'is no header such as "Authorization: Bearer {token}"',
      ),
    ),
    paths: z.exactOptional(z.array(barePath)),
  })
  .check(
    z.refine(
      (value) => value.request !== undefined || value.headers !== undefined,
      'has no request and no headers',
    ),
    z.refine(
      (value) => value.token === undefined || value.request !== undefined,
      'has a token, and no request that gives it',
    ),
    z.refine(
      (value) => value.header === undefined || value.token !== undefined,
      'has a header, and no token',
    ),
  );

const request = z
  .strictObject({
    method: z.exactOptional(method),
    path: barePath,
    params: z.exactOptional(z.record(text, param)),
    query: z.exactOptional(fields),
    headers: z.exactOptional(headers),
    login: z.exactOptional(text),
    json: z.exactOptional(z.unknown()),
    form: z.exactOptional(fields),
    multipart: z.exactOptional(z.record(text, part)),
    body: z.exactOptional(body),
  })
  .check(atMostOne);

export const probesShape = z.strictObject({
  $schema: z.exactOptional(text),
  logins: z.exactOptional(
    refined(z.record(text, login), (value) => Object.keys(value).length <= 20, 'has more than 20 logins'),
  ),
  requests: z.exactOptional(
    refined(z.array(request), ({ length }) => length <= 200, 'has more than 200 requests'),
  ),
});
export type RequestShape = z.output<typeof request>;
export type LoginShape = z.output<typeof login>;
export type ContentShape = z.output<typeof file>;
