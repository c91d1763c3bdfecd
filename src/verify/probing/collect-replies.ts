import { randomBytes } from 'node:crypto';
import { isElsewhere, answerWords } from '../subjects/answered.js';
import type { Ask, Reply } from '../subjects/http.js';
import { jsonAsk } from '../subjects/json-ask.js';
import type { Server } from '../subjects/server.js';
import { askAllowed } from './allowed-asks.js';
import type { Named } from './allowed-asks.js';
import { footingOf } from './footing.js';

/** An answer, and the name of the request. */
export interface NamedReply {
  readonly what: string;
  readonly reply: Reply;
}
export interface Replies {
  readonly unsure: string;
  readonly seen: readonly NamedReply[];
  /** Requests that the mode did not allow. */
  readonly left: string;
  /** Requests that a limiter or a proxy answered, or nobody. */
  readonly lost: string;
}

/** Collects answers of every kind that we can cause, success first. Done once for each server. */
export const collectReplies = (server: Server): Promise<Replies> =>
  server.once('replies', async () => {
    const client = server.client();
    const footing = await footingOf(server, client);
    if (!('ok' in footing)) return { unsure: footing.unsure, seen: [], left: '', lost: '' };
    const { answers, left } = await askAllowed(server, client, [
      ...(await asksWithout(server, footing.ok)),
      ...(await asksWith(server)),
    ]);
    const seen = answers.map(({ what, reply }) => ({ what, reply }));
    // A service that refuses a large body early may close before we have read its answer.
    const lost = seen.find(
      ({ what, reply: { status } }) => isElsewhere(status) && !(status === 0 && what === large),
    );
    return {
      unsure: '',
      seen: [...seen.filter(({ reply }) => reply.status > 0), ...(await sixthLogin(server))],
      left,
      lost:
        lost === undefined ? '' : `${lost.what} was not answered by the service: ${answerWords(lost.reply)}`,
    };
  });

async function asksWithout(server: Server, ok: string): Promise<readonly Named[]> {
  const { operations } = await server.routes();
  const preflight = (origin: string) => ({
    method: 'OPTIONS',
    path: server.apart(ok),
    headers: { origin, 'access-control-request-method': 'GET' },
  });
  const guarded = operations.find(({ documented }) => documented.includes(401))?.path ?? '/health/details';
  return [
    { what: `GET ${ok}`, ask: { path: ok } },
    { what: 'GET an unknown path', ask: { path: '/rampart-no-such-path' } },
    { what: 'GET a path that cannot be decoded', ask: { path: '/%ff%fe/%zz' } },
    { what: 'PROPFIND on a path', ask: { method: 'PROPFIND', path: ok, headers: { depth: '0' } } },
    { what: 'a refused preflight', ask: preflight('https://evil.example') },
    ...(server.allowedOrigin === undefined
      ? []
      : [{ what: 'an allowed preflight', ask: preflight(server.allowedOrigin) }]),
    {
      what: `GET ${guarded} with a bad token`,
      ask: { path: guarded, headers: { authorization: 'Bearer rampart' } },
    },
  ];
}

async function asksWith(server: Server): Promise<readonly Named[]> {
  const [json] = (await server.routes()).jsons;
  if (json === undefined) return [];
  const post = (body: string, type = 'application/json'): Ask =>
    jsonAsk(json, body, { 'content-type': type });
  return [
    { what: 'malformed JSON', ask: post('{"rampart": ') },
    { what: 'JSON of the wrong shape', ask: post('[1,"two"]') },
    { what: 'a body that is text', ask: post('{}', 'text/plain') },
    { what: large, ask: post(JSON.stringify({ a: 'x'.repeat(2_000_000) })) },
    ...(server.fault === undefined
      ? []
      : [{ what: innerError, ask: post(faulty(json.sample, server.fault)) }]),
  ];
}

const large = 'a body of 2 MB';
export const innerError = 'an error that was made to happen inside a handler';

/** The answer of a limiter, from our own boot, so that nobody's account is locked. */
async function sixthLogin(server: Server): Promise<readonly NamedReply[]> {
  if (server.kind !== 'booted') return [];
  const one = {
    method: 'POST',
    path: '/auth/login',
    headers: { 'content-type': 'application/json' },
    body: '{}',
  };
  const client = server.freshClient();
  for (let count = 0; count < 7; count += 1) {
    const reply = await server.request(one, client);
    if (reply.status === 429) return [{ what: 'a sixth login', reply }];
  }
  return [];
}

/** The valid body, with the marker in its longest text. */
export function faulty(sample: Readonly<Record<string, unknown>>, marker: string): string {
  const name = Object.keys(sample).find((key) => typeof sample[key] === 'string') ?? 'rampart';
  return JSON.stringify({ ...sample, [name]: `${marker}-${randomBytes(4).toString('hex')}` });
}
