import { fail, inconclusive, onServer, pass } from '../probe.js';
import { conclude, evasionsIn } from '../probing/conclude.js';
import { jsonFootingOf, stillStands, well, whatIn, type After } from '../probing/footing.js';
import { unsureBy } from '../probing/unsure-by.js';
import { wrongBodies, wrongQueries } from '../probing/wrong-shapes.js';
import { faultOf, type Mistake } from '../good-requests/mistakes.js';
import { jsonAsk } from '../subjects/json-ask.js';
import { evasionOf } from '../subjects/answered.js';

interface Transcript {
  readonly unsure: string;
  readonly seen: readonly { readonly what: string; readonly status: number }[];
  /** Requests of rampart.probes.json that are no good ones. */
  readonly mistakes: readonly Mistake[];
  readonly after: After;
}

export const refusesWrongShapes = onServer<Transcript>({
  id: 'refuses-wrong-shapes',
  question: 'Are arrays and objects for scalars, doubled parameters, NUL and lone surrogates refused?',
  how:
    'Sends arrays, objects, NUL, lone surrogates and other types for scalars, and doubled parameters. ' +
    'One that is taken, or answered 5xx, fails.',
  safety: 'active',
  exercise: async (server) => {
    const client = server.client();
    const footing = await jsonFootingOf(server, client);
    if (!('json' in footing)) return { unsure: footing.unsure, seen: [], mistakes: [], after: well };
    const { jsons, ok } = footing;
    const mistakes = new Map(footing.mistakes.map((each) => [each.because, each]));
    const seen = [];
    for (const json of jsons)
      for (const [what, body] of wrongBodies(json)) {
        const { status } = await client.request(jsonAsk(json, body));
        seen.push({ what: whatIn(jsons, json, what), status });
      }
    for (const { path, login } of wrongQueries(await server.routes())) {
      const bare = await client.request({ path });
      const isAsked = login !== undefined && (bare.status === 401 || bare.status === 403);
      const reply = isAsked ? await client.request({ path, login }) : bare;
      const mistake = faultOf(reply);
      if (mistake !== undefined) mistakes.set(mistake.because, mistake);
      seen.push({ what: `GET ${path}`, status: reply.status });
    }
    return {
      unsure: '',
      seen,
      mistakes: [...mistakes.values()],
      after: await stillStands(server, client, ok),
    };
  },
  read: ({ unsure, seen, mistakes, after }) => {
    if (unsure !== '') return [inconclusive(unsure)];
    if (seen.length === 0) return [inconclusive('the JSON that it takes has no member to spoil')];
    return conclude({
      faults: seen
        .filter(({ status }) => evasionOf(status) === undefined && (status < 400 || status >= 500))
        .map(({ what, status }) =>
          fail(
            status >= 500 ? 'a wrong shape makes it fail' : 'a wrong shape is taken',
            `${what} -> ${status}`,
          ),
        )
        .slice(0, 8),
      unclear: [...mistakes.map(unsureBy), ...evasionsIn(seen)],
      after,
      passed: pass(`${seen.length} wrong shapes are refused: ${seen.map(({ what }) => what).join(', ')}`),
    });
  },
});
