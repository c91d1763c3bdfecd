import { fail, inconclusive, onServer, pass } from '../probe.js';
import { askAllowed } from '../probing/allowed-asks.js';
import { conclude } from '../probing/conclude.js';
import { footingOf, stillStands, well, worksApart, type After } from '../probing/footing.js';
import { poisonedAsks, foreignName } from '../probing/poisoned-asks.js';
import { isElsewhere } from '../subjects/answered.js';

interface Transcript {
  readonly unsure: string;
  /** Why the service may have refused because of our query and not because of the Host. */
  readonly apart: string;
  readonly seen: readonly { readonly what: string; readonly status: number; readonly told: string }[];
  readonly foreignHost: number;
  readonly left: string;
  readonly after: After;
}

/**
 * Not passive, although each request is a GET: a cache in front might serve our answer to others. So each
 * request has a query that nobody else uses.
 */
export const ignoresAPoisonedHost = onServer<Transcript>({
  id: 'ignores-a-poisoned-host',
  question: 'Does a false Host move no link, and is a foreign Host refused?',
  how:
    'Sends a foreign Host, X-Forwarded-Host and odd paths. An answer that carries the false host, or ' +
    'a 2xx or 3xx under a foreign Host, fails.',
  safety: 'active',
  exercise: async (server) => {
    const client = server.client();
    const footing = await footingOf(server, client);
    const none = { apart: '', seen: [], foreignHost: 0, left: '', after: well };
    if (!('ok' in footing)) return { ...none, unsure: footing.unsure };
    const { ok } = footing;
    const apart = await worksApart(server, client, ok);
    const { answers, left } = await askAllowed(server, client, poisonedAsks(server, ok));
    const seen = answers.map(({ what, reply: { status, headers, body } }) => {
      const told = ['location', 'content-location', 'link', 'refresh']
        .map((name) => headers[name] ?? '')
        .join(' ');
      const inBody = /https?:\/\/[^"\s]*evil\.example/.exec(body)?.[0] ?? '';
      return { what, status, told: `${told} ${headers['x-rampart-injected'] ?? ''} ${inBody}`.trim() };
    });
    const foreignHost = seen.find(({ what }) => what === foreignName)?.status ?? 0;
    return { unsure: '', apart, seen, foreignHost, left, after: await stillStands(server, client, ok) };
  },
  read: ({ unsure, apart, seen, foreignHost, left, after }) => {
    if (unsure !== '') return [inconclusive(unsure)];
    return conclude({
      faults: [
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
      unclear: [
        apart,
        ...seen
          .filter(({ status }) => status > 0 && isElsewhere(status))
          .slice(0, 1)
          .map(({ what, status }) => `${what} was not answered by the service: ${status}`),
      ],
      after,
      left,
      passed: pass('on the path that was asked a false Host is refused, and moves nothing'),
    });
  },
});
