import { randomBytes } from 'node:crypto';
import type { Reply } from '../subjects/http.js';
import type { Server } from '../subjects/server.js';

/** One answer with the name of what provoked it. */
export interface Seen {
  readonly what: string;
  readonly reply: Reply;
}

/** An answer of every kind that we can provoke, success first; collected once per server. */
export const collectReplies = (server: Server): Promise<readonly Seen[]> =>
  server.once('replies', async () => {
    const { ok, json, operations } = await server.routes();
    if (ok === undefined) return [];
    const from = server.freshClient();
    const seen: Seen[] = [];
    const see = async (what: string, ask: Parameters<Server['request']>[0], client = from): Promise<void> => {
      seen.push({ what, reply: await server.request(ask, client) });
    };
    const type = { 'content-type': 'application/json' };
    await see(`GET ${ok}`, { path: ok });
    await see('GET an unknown path', { path: '/rampart-no-such-path' });
    await see('GET a path that cannot be decoded', { path: '/%ff%fe/%zz' });
    await see('PROPFIND on a path', { method: 'PROPFIND', path: ok });
    await see('a refused preflight', {
      method: 'OPTIONS',
      path: ok,
      headers: { origin: 'https://evil.example', 'access-control-request-method': 'GET' },
    });
    if (server.allowedOrigin !== undefined) {
      await see('an allowed preflight', {
        method: 'OPTIONS',
        path: ok,
        headers: { origin: server.allowedOrigin, 'access-control-request-method': 'GET' },
      });
    }
    const guarded = operations.find(({ documented }) => documented.includes(401))?.path ?? '/health/details';
    await see(`GET ${guarded} with a bad token`, {
      path: guarded,
      headers: { authorization: 'Bearer rampart' },
    });
    if (json !== undefined) {
      const { method, path } = json;
      await see('malformed JSON', { method, path, headers: type, body: '{"rampart": ' });
      await see('JSON of the wrong shape', { method, path, headers: type, body: '[1,"two"]' });
      await see('a body that is text', {
        method,
        path,
        headers: { 'content-type': 'text/plain' },
        body: '{}',
      });
      await see('a body of 2 MB', {
        method,
        path,
        headers: type,
        body: JSON.stringify({ a: 'x'.repeat(2_000_000) }),
      });
      if (server.fault !== undefined) {
        await see('an error inside a handler', {
          method,
          path,
          headers: type,
          body: faulty(json.sample, server.fault),
        });
      }
    }
    if (server.kind === 'booted') {
      const client = server.freshClient();
      for (let count = 0; count < 7 && seen.at(-1)?.reply.status !== 429; count += 1) {
        const reply = await server.request(
          { method: 'POST', path: '/auth/login', headers: type, body: '{}' },
          client,
        );
        if (reply.status === 429) seen.push({ what: 'a sixth login', reply });
      }
    }
    return seen.filter(({ reply }) => reply.status > 0);
  });

/** The good body, with the marker in its longest text. */
export function faulty(sample: Readonly<Record<string, unknown>>, marker: string): string {
  const name = Object.keys(sample).find((key) => typeof sample[key] === 'string') ?? 'rampart';
  return JSON.stringify({ ...sample, [name]: `${marker}-${randomBytes(4).toString('hex')}` });
}
