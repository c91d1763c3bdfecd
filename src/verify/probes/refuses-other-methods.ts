import { fail, inconclusive, onServer, pass } from '../probe.js';
import { isElsewhere } from '../subjects/answered.js';
import { conclude } from '../probing/conclude.js';
import { footingOf } from '../probing/footing.js';
import { askAllowed } from '../probing/allowed-asks.js';

interface Transcript {
  readonly unsure: string;
  readonly path: string;
  readonly seen: readonly {
    readonly method: string;
    readonly status: number;
    readonly allow: string;
    readonly echoes: 'yes' | 'no';
  }[];
  readonly left: string;
}

const odd = ['TRACE', 'PROPFIND', 'MKCOL'];
export const refusesOtherMethods = onServer<Transcript>({
  id: 'refuses-other-methods',
  question: 'Are methods that a path does not have answered 405 with Allow, and does TRACE never echo?',
  how:
    'Sends TRACE, PROPFIND, MKCOL and methods that the path does not have. One that is not refused, a ' +
    '405 without Allow, or an echo fails.',
  safety: 'active',
  exercise: async (server) => {
    const client = server.client();
    const footing = await footingOf(server, client);
    if (!('ok' in footing)) return { unsure: footing.unsure, path: '', seen: [], left: '' };
    const { ok: path } = footing;
    const { operations } = await server.routes();
    const known = operations.filter((each) => each.path === path).map(({ method }) => method);
    // The document may omit a DELETE that the service has, so this is only sent to our own boot.
    const absent =
      server.kind === 'booted' && known.length > 0
        ? ['DELETE', 'PATCH'].filter((method) => !known.includes(method))
        : [];
    const echoed = { 'x-rampart-echo': 'cnry-echo', depth: '0' };
    const asks = [...odd, ...absent].map((method) => ({
      what: method,
      ask: { method, path, headers: echoed },
    }));
    const { answers, left } = await askAllowed(server, client, asks);
    const seen = answers.map(({ what: method, reply: { status, headers, body } }) => ({
      method,
      status,
      allow: headers['allow'] ?? '',
      echoes: body.includes('cnry-echo') ? ('yes' as const) : ('no' as const),
    }));
    return { unsure: '', path, seen, left };
  },
  read: ({ unsure, path, seen, left }) => {
    if (unsure !== '') return [inconclusive(unsure)];
    return conclude({
      faults: seen.flatMap(({ method, status, allow, echoes }) => {
        if (echoes === 'yes')
          return [fail(`${method} repeats the request, its secrets too`, `${method} -> ${status}`)];
        if (isElsewhere(status)) return [];
        if (![405, 501, 400].includes(status))
          return [fail(`${method} is not refused with 405`, `${method} -> ${status}`)];
        return status === 405 && allow === '' ? [fail('405 without Allow', `${method} -> ${status}`)] : [];
      }),
      unclear: seen
        .filter(({ status }) => isElsewhere(status))
        .map(({ method, status }) => `${method} was not answered by the service: ${status || 'no answer'}`),
      left,
      passed: pass(
        `${seen.map(({ method, status }) => `${method} (${status})`).join(', ')} ` +
          `are refused on ${path}; nothing is echoed`,
      ),
    });
  },
});
