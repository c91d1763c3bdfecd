import { fail, inconclusive, onServer, pass } from '../probe.js';
import { jsonAsk } from '../subjects/json-ask.js';
import type { JsonRoute } from '../subjects/found-routes.js';
import { evasionOf } from '../subjects/answered.js';
import { conclude, evasionsIn } from '../probing/conclude.js';
import { jsonFootingOf, stillStands, well, whatIn } from '../probing/footing.js';
import type { After } from '../probing/footing.js';

interface Transcript {
  readonly unsure: string;
  readonly seen: readonly { readonly what: string; readonly status: number }[];
  readonly later: 'unchanged' | 'changed';
  readonly after: After;
}

export const refusesPrototypeKeys = onServer<Transcript>({
  id: 'refuses-prototype-keys',
  question: 'Are keys that reach a prototype refused?',
  how:
    'Sends bodies and queries with __proto__ and constructor.prototype. A body that is taken, a 5xx, ' +
    'or a trace in a later answer fails.',
  safety: 'active',
  exercise: async (server) => {
    const client = server.client();
    const footing = await jsonFootingOf(server, client);
    if (!('json' in footing)) return { unsure: footing.unsure, seen: [], later: 'unchanged', after: well };
    const { ok, jsons } = footing;
    const seen = [];
    for (const json of jsons)
      for (const [what, body] of pollutingBodies(json)) {
        const { status } = await client.request(jsonAsk(json, body));
        seen.push({ what: whatIn(jsons, json, what), status });
      }
    for (const query of [
      '__proto__[rampartPolluted]=yes',
      'a[__proto__][rampartPolluted]=yes',
      'constructor[prototype][rampartPolluted]=yes',
    ]) {
      const { status } = await client.request({ path: `${ok}?${query}` });
      if (status >= 500) seen.push({ what: `?${query}`, status });
    }
    const { body } = await client.request({ path: ok });
    const later = body.includes('rampartPolluted') ? 'changed' : 'unchanged';
    return { unsure: '', seen, later, after: await stillStands(server, client, ok) };
  },
  read: ({ unsure, seen, later, after }) => {
    if (unsure !== '') return [inconclusive(unsure)];
    return conclude({
      faults: [
        ...seen
          .filter(({ status }) => evasionOf(status) === undefined && (status < 400 || status >= 500))
          .map(({ what, status }) =>
            fail(
              status >= 500 ? 'a prototype key makes it fail' : 'a prototype key is taken',
              `${what} -> ${status}`,
            ),
          ),
        ...(later === 'unchanged' ? [] : [fail('later answers carry the polluted member')]),
      ],
      unclear: evasionsIn(seen),
      after,
      passed: pass(
        `${seen.length} bodies with prototype keys are refused (${seen.map(({ what }) => what).join(', ')}); ` +
          'a later answer is unchanged',
      ),
    });
  },
});

function pollutingBodies({ sample }: JsonRoute): readonly (readonly [string, string])[] {
  const members = JSON.stringify(sample).slice(1, -1);
  const inside = members === '' ? '' : `${members},`;
  const first = JSON.stringify(Object.keys(sample)[0] ?? 'a');
  return [
    ['__proto__', `{${inside}"__proto__":{"rampartPolluted":"yes"}}`],
    ['constructor.prototype', `{${inside}"constructor":{"prototype":{"rampartPolluted":"yes"}}}`],
    ['__proto__ written with escapes', `{${inside}"\\u005f_proto__":{"rampartPolluted":"yes"}}`],
    ['__proto__ inside a member', `{${inside}${first}:{"__proto__":{"rampartPolluted":"yes"}}}`],
  ];
}
