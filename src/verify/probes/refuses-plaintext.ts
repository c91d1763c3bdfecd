import { fail, inconclusive, onServer, pass, verdictOf } from '../probe.js';

interface Transcript {
  readonly positive: number;
  readonly port: 'open' | 'closed' | 'same';
  readonly host: string;
  readonly seen: readonly {
    readonly what: string;
    readonly method: string;
    readonly status: number;
    readonly location?: string;
  }[];
}

/** Headers with which a stranger may claim that his request came over HTTPS. */
const claims: readonly Readonly<Record<string, string>>[] = [
  {},
  { 'x-forwarded-proto': 'https' },
  { forwarded: 'for=203.0.113.9;proto=https' },
  { 'x-forwarded-ssl': 'on', 'front-end-https': 'on', 'x-url-scheme': 'https' },
];

export const refusesPlaintext = onServer<Transcript>({
  id: 'refuses-plaintext',
  question: 'Is a plaintext request refused, whatever it claims about itself?',
  safety: 'passive',
  exercise: async (server) => {
    const { ok, json } = await server.routes();
    const host = server.endpoint.name;
    const positive = ok === undefined ? 0 : (await server.request({ path: ok })).status;
    const plain = await server.plaintext();
    if (ok === undefined || plain === undefined) return { positive, port: 'same', host, seen: [] };
    const seen: Transcript['seen'][number][] = [];
    for (const headers of claims) {
      const says = Object.keys(headers).join(', ') || 'no claim';
      const read = await plain.request({ path: ok, headers });
      if (read.status === 0 && /ECONNREFUSED|EHOSTUNREACH|no answer/.test(read.failure ?? ''))
        return { positive, port: 'closed', host, seen };
      const method = json?.method ?? 'POST';
      const write = await plain.request({
        method,
        path: json?.path ?? '/rampart-no-such-path',
        headers: { 'content-type': 'application/json', authorization: 'Bearer rampart', ...headers },
        body: JSON.stringify(json?.sample ?? {}),
      });
      seen.push({ what: says, method: 'GET', status: read.status, ...at(read.headers['location']) });
      seen.push({ what: says, method, status: write.status, ...at(write.headers['location']) });
    }
    return { positive, port: 'open', host, seen };
  },
  read: ({ positive, port, host, seen }) => {
    if (positive < 200 || positive > 299) return [inconclusive('no route answers 2xx over HTTPS')];
    if (port === 'same') return [inconclusive('the address is plaintext itself, and no other was given')];
    if (port === 'closed') return [pass('no plaintext port answers')];
    return verdictOf(
      seen.flatMap(({ what, method, status, location }) => {
        const where = `${method}, ${what} -> ${status}`;
        if (status >= 200 && status < 300) return [fail('a plaintext request was processed', where)];
        if (status >= 300 && status < 400 && method !== 'GET')
          return [fail('a plaintext write is redirected: it has already sent its token', where)];
        if (status >= 300 && status < 400 && !(location ?? '').startsWith(`https://${host}`))
          return [fail('redirects to an address that is not its own', where)];
        return status === 403 || status === 426 || status === 0 || (status >= 300 && status < 400)
          ? []
          : [fail('plaintext reached a handler instead of being refused', where)];
      }),
      pass(`${seen.length} plaintext requests were refused`),
    );
  },
});

const at = (location: string | undefined) => (location === undefined ? {} : { location });
