import { fail, inconclusive, onServer, pass } from '../probe.js';
import { jsonAsk } from '../subjects/json-ask.js';
import { evasionOf, isDone } from '../subjects/answered.js';
import { conclude, evasionsIn } from '../probing/conclude.js';
import { jsonFootingOf, stillStands, well, whatIn } from '../probing/footing.js';
import type { After } from '../probing/footing.js';

interface Transcript {
  readonly unsure: string;
  readonly seen: readonly { readonly what: string; readonly type: string; readonly status: number }[];
  readonly after: After;
}

const types = [
  'text/plain',
  'application/x-www-form-urlencoded',
  'multipart/form-data; boundary=x',
  'none',
  'application/xml',
  'application/jsonp',
  'text/json',
];

/** Requires 415 or 403, not a chance 400: a body that is merely ignored still reaches the handler. */
export const refusesOtherMediaTypes = onServer<Transcript>({
  id: 'refuses-other-media-types',
  question: 'Is JSON under any other media type refused with 415?',
  how:
    'Sends valid JSON under seven other media types, such as text/plain and none. Any clear answer ' +
    'but 415 fails.',
  safety: 'active',
  exercise: async (server) => {
    const client = server.client();
    const footing = await jsonFootingOf(server, client);
    if (!('json' in footing)) return { unsure: footing.unsure, seen: [], after: well };
    const seen = [];
    for (const json of footing.jsons) {
      const body = JSON.stringify(json.sample);
      const send = async (type: string, from: 'a foreign page' | 'nowhere'): Promise<number> => {
        const headers = {
          ...(from === 'nowhere' ? {} : { origin: 'https://evil.example' }),
          ...(type === 'none' ? {} : { 'content-type': type }),
        };
        const path = from === 'nowhere' ? json.path : server.apart(json.path);
        return (await client.request({ ...jsonAsk(json, body, headers), path })).status;
      };
      // If a foreign page may not even send JSON, its refusals are about the origin: then the types are tested
      // without one.
      const from = isDone(await send('application/json', 'a foreign page')) ? 'a foreign page' : 'nowhere';
      for (const type of types) {
        const what = whatIn(footing.jsons, json, `content type ${type}`);
        seen.push({ what, type, status: await send(type, from) });
      }
    }
    return { unsure: '', seen, after: await stillStands(server, client, footing.ok) };
  },
  read: ({ unsure, seen, after }) => {
    if (unsure !== '') return [inconclusive(unsure)];
    return conclude({
      faults: seen
        .filter(({ status }) => status !== 415 && evasionOf(status) === undefined)
        .map(({ what, type, status }) =>
          fail(
            status < 300
              ? `JSON is accepted as ${type}`
              : `a body of type ${type} is not refused by its type`,
            `${what} -> ${status}`,
          ),
        ),
      unclear: evasionsIn(seen, [403]),
      after,
      passed: pass(
        `${seen.length} bodies of other media types are refused: ` +
          [...new Set(seen.map(({ type }) => type))].join(', '),
      ),
    });
  },
});
