import { fail, inconclusive, onServer, pass, verdictOf } from '../probe.js';

interface Transcript {
  readonly positive: number;
  readonly seen: readonly { readonly what: string; readonly status: number }[];
  readonly after: 'unchanged' | 'changed' | 'gone';
}

export const refusesPrototypeKeys = onServer<Transcript>({
  id: 'refuses-prototype-keys',
  question: 'Are keys that reach a prototype refused?',
  safety: 'active',
  exercise: async (server) => {
    const { ok, json } = await server.routes();
    if (json === undefined || ok === undefined) return { positive: 0, seen: [], after: 'unchanged' };
    const { method, path, sample } = json;
    const inside = JSON.stringify(sample).slice(1, -1);
    const first = Object.keys(sample)[0] ?? 'a';
    const bodies: readonly (readonly [string, string])[] = [
      ['__proto__', `{${inside},"__proto__":{"rampartPolluted":"yes"}}`],
      ['constructor.prototype', `{${inside},"constructor":{"prototype":{"rampartPolluted":"yes"}}}`],
      ['__proto__ written with escapes', `{${inside},"\\u005f_proto__":{"rampartPolluted":"yes"}}`],
      ['__proto__ inside a member', `{${inside},"${first}":{"__proto__":{"rampartPolluted":"yes"}}}`],
    ];
    const seen = [];
    for (const [what, body] of bodies) {
      const { status } = await server.request({
        method,
        path,
        headers: { 'content-type': 'application/json' },
        body,
      });
      seen.push({ what, status });
    }
    for (const query of [
      '__proto__[rampartPolluted]=yes',
      'a[__proto__][rampartPolluted]=yes',
      'constructor[prototype][rampartPolluted]=yes',
    ]) {
      const { status } = await server.request({ path: `${ok}?${query}` });
      if (status >= 500) seen.push({ what: `?${query}`, status });
    }
    const after = await server.request({ path: ok });
    return {
      positive: json.status,
      seen,
      after: after.status === 0 ? 'gone' : after.body.includes('rampartPolluted') ? 'changed' : 'unchanged',
    };
  },
  read: ({ positive, seen, after }) => {
    if (positive === 0)
      return [inconclusive('no route takes JSON, or none was found: name one with --route "POST /path"')];
    return verdictOf(
      [
        ...seen
          .filter(({ status }) => status < 400 || status >= 500)
          .map(({ what, status }) =>
            fail(
              status >= 500 ? 'a prototype key makes it fail' : 'a prototype key is taken',
              `${what} -> ${status}`,
            ),
          ),
        ...(after === 'unchanged'
          ? []
          : [fail(after === 'gone' ? 'it stopped answering' : 'later answers carry the polluted member')]),
      ],
      pass(`${seen.length} bodies with prototype keys are refused`),
    );
  },
});
