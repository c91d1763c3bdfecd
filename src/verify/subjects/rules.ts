import { hostOf } from './http.js';
import type { Ask } from './http.js';
import type { Endpoint } from './exchange.js';
import { isLoopbackAddress } from './loopback.js';
import { isPlain } from './request-target.js';
import type { Mode } from './modes.js';

/** A request before it is sent. `raw` has the bytes of an exchange that is no ordinary request. */
export type Sent =
  | { readonly kind: 'ordinary'; readonly endpoint: Endpoint; readonly ask: Ask }
  | { readonly kind: 'raw'; readonly endpoint: Endpoint; readonly bytes: string };

/** Why this may not be sent; undefined if it may. Pure. */
export type Rule = (sent: Sent) => string | undefined;

const ordinary =
  (rule: (ask: Ask, endpoint: Endpoint) => string | undefined): Rule =>
  (sent) =>
    sent.kind === 'ordinary' ? rule(sent.ask, sent.endpoint) : undefined;

const valuesOf = (ask: Ask): readonly (readonly [name: string, value: string])[] =>
  Object.entries(ask.headers ?? {}).flatMap(([name, value]) =>
    [value].flat().map((each) => [name.toLowerCase(), String(each)] as const),
  );

const reading = ['GET', 'HEAD', 'OPTIONS'];
/** Without DELETE: the service may have one that the document omits. */
const attacking = [...reading, 'POST', 'PUT', 'PATCH', 'TRACE', 'PROPFIND', 'MKCOL'];

const methodsAre = (allowed: readonly string[]): Rule =>
  ordinary(({ method = 'GET' }) => (allowed.includes(method) ? undefined : `${method} is not sent`));

const noRawBytes: Rule = ({ kind }) => (kind === 'raw' ? 'raw bytes are not sent' : undefined);

const noBody: Rule = ordinary(({ body, framing }) =>
  body === undefined && framing === undefined ? undefined : 'a body is not sent',
);

const oneConnectionEach: Rule = ordinary(({ agent }) =>
  agent === undefined ? undefined : 'connections are not held open',
);

/**
 * An allow-list: X-HTTP-Method-Override turns a GET into a DELETE, X-Forwarded-Host poisons caches,
 * Authorization can lock an account.
 */
const harmless = [
  'host',
  'accept',
  'user-agent',
  'connection',
  'origin',
  'access-control-request-method',
  'access-control-request-headers',
];
const onlyHarmlessHeaders: Rule = ordinary((ask, endpoint) => {
  for (const [name, value] of valuesOf(ask)) {
    if (!harmless.includes(name)) return `a header ${name} is not sent`;
    if (!/^[\x20-\x7e]*$/.test(value)) return `a header ${name} with such bytes is not sent`;
    if (name === 'host' && value !== hostOf(endpoint)) return 'a foreign Host is not sent';
  }
  return undefined;
});

const plainTarget: Rule = ordinary(({ path }) =>
  isPlain(path) ? undefined : 'a path that no browser would send is not sent',
);

/** Headers that a cache in front may ignore: without a query of our own, others could get our answer. */
const poisonous = ['origin', 'x-forwarded-host', 'x-forwarded-proto', 'x-forwarded-ssl', 'forwarded'];
const cachesKeepNothing: Rule = ordinary((ask, endpoint) => {
  if (isLoopbackAddress(endpoint.host) || /[?&]rampart=/.test(ask.path)) return undefined;
  const risky = valuesOf(ask).find(
    ([name, value]) => poisonous.includes(name) || (name === 'host' && value !== hostOf(endpoint)),
  );
  return risky && `${risky[0]} is sent only with a query of its own`;
});

const credentials =
  /^(?:authorization|proxy-authorization|cookie|x-api-key|api-key|apikey|x-auth-token|x-csrf-token)$/;

/** Others on the network can read it; port 80 even on this machine. */
const noCredentialInClear: Rule = (sent) => {
  const { transport, port, host } = sent.endpoint;
  if (transport === 'tls' || (port !== 80 && isLoopbackAddress(host))) return undefined;
  const names =
    sent.kind === 'ordinary'
      ? valuesOf(sent.ask).map(([name]) => name)
      : [...sent.bytes.matchAll(/^([\w-]+)[ \t]*:/gm)].map(([, name = '']) => name.toLowerCase());
  return names.some((name) => credentials.test(name)) ? 'a credential is not sent in clear' : undefined;
};

const onThisMachine: Rule = ({ endpoint }) =>
  isLoopbackAddress(endpoint.host) ? undefined : 'a boot of ours is on this machine only';

export const rules: Readonly<Record<Mode, readonly Rule[]>> = {
  passive: [
    noRawBytes,
    methodsAre(reading),
    noBody,
    oneConnectionEach,
    onlyHarmlessHeaders,
    plainTarget,
    cachesKeepNothing,
    noCredentialInClear,
  ],
  active: [methodsAre(attacking), oneConnectionEach, cachesKeepNothing, noCredentialInClear],
  'own-boot': [onThisMachine],
};
