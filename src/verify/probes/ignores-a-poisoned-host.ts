import { fail, inconclusive, onServer, pass, verdictOf } from '../probe.js';

interface Transcript {
  readonly positive: number;
  readonly seen: readonly { readonly what: string; readonly status: number; readonly told: string }[];
  readonly foreignHost: number;
}

export const ignoresAPoisonedHost = onServer<Transcript>({
  id: 'ignores-a-poisoned-host',
  question: 'Does a false Host move no link, and is a foreign Host refused?',
  safety: 'passive',
  exercise: async (server) => {
    const { ok } = await server.routes();
    if (ok === undefined) return { positive: 0, seen: [], foreignHost: 0 };
    const { status: positive } = await server.request({ path: ok });
    const asks: readonly { what: string; path: string; headers?: Readonly<Record<string, string>> }[] = [
      { what: 'Host: evil.example', path: ok, headers: { host: 'evil.example' } },
      { what: 'Host with a user part', path: ok, headers: { host: `${server.host}@evil.example` } },
      { what: 'X-Forwarded-Host', path: ok, headers: { 'x-forwarded-host': 'evil.example' } },
      { what: 'two slashes', path: '//evil.example/%2e%2e' },
      { what: 'a slash and a backslash', path: '/%5cevil.example' },
      { what: 'a line break in the path', path: '/rampart%0d%0aX-Rampart-Injected:%20yes' },
    ];
    const seen = [];
    for (const { what, ...ask } of asks) {
      const { status, headers, body } = await server.request(ask);
      const told = ['location', 'content-location', 'link', 'refresh']
        .map((name) => headers[name] ?? '')
        .join(' ');
      seen.push({
        what,
        status,
        told: `${told} ${headers['x-rampart-injected'] ?? ''} ${/https?:\/\/[^"\s]*evil\.example/.exec(body)?.[0] ?? ''}`.trim(),
      });
    }
    return { positive, seen, foreignHost: seen[0]?.status ?? 0 };
  },
  read: ({ positive, seen, foreignHost }) => {
    if (positive < 200 || positive > 299) return [inconclusive('no route answers 2xx under its own Host')];
    return verdictOf(
      [
        ...seen
          .filter(({ told }) => /evil\.example|yes/.test(told))
          .map(({ what, status }) => fail('the answer carries the false host', `${what} -> ${status}`)),
        ...(foreignHost >= 200 && foreignHost < 400
          ? [
              fail(
                'answers under any Host: a page can reach it by rebinding DNS',
                `Host: evil.example -> ${foreignHost}`,
              ),
            ]
          : []),
      ],
      pass('a false Host is refused and moves nothing'),
    );
  },
});
