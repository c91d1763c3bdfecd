import { fail, inconclusive, noRoute, onBench, pass, verdictOf } from '../probe.js';
import { flood, loginPath, loginUntilLimited } from './flood.js';
import type { Flood } from './flood.js';

interface Global {
  readonly positive: number;
  readonly flood: Flood;
  readonly neighbour: number;
  /** Two addresses of one IPv6 customer, at the login-class limit. */
  readonly sameNetwork: 'shared' | 'apart' | 'not-seen';
}

export const limitsEachClient = onBench<Global>({
  id: 'limits-each-client',
  question: 'Does one client get a bounded number of answers per window, 404s included?',
  safety: 'disruptive',
  exercise: async (bench) => {
    const boot = await bench.start({ profile: 'production' });
    const { server } = boot;
    const { ok } = await server.routes();
    const positive = ok === undefined ? 0 : (await server.request({ path: ok }, '203.0.113.40')).status;
    const sent = await flood(server, {
      path: ok ?? '/',
      headersFor: () => ({ 'x-forwarded-for': '203.0.113.50' }),
    });
    const neighbour = (await server.request({ path: ok ?? '/' }, '203.0.113.51')).status;
    const path = loginPath(await server.routes());
    const first = await loginUntilLimited(server, path, () => '2001:db8:77:1::1');
    const second = await server.request(
      { method: 'POST', path, headers: { 'content-type': 'application/json' }, body: '{}' },
      '2001:db8:77:1::2',
    );
    await boot.stop();
    const sameNetwork =
      first.limitedAt === undefined ? 'not-seen' : second.status === 429 ? 'shared' : 'apart';
    return { positive, flood: sent, neighbour, sameNetwork };
  },
  read: ({ positive, flood: { limitedAt, sent, retryAfter, announced }, sameNetwork }) => {
    if (positive < 200 || positive > 299) return [inconclusive(noRoute)];
    if (limitedAt === undefined) {
      const told = announced === undefined ? '' : `, although it announces ${announced}`;
      return [fail(`${sent} requests of one client, half of them 404s, met no limit${told}`)];
    }
    return verdictOf(
      [
        ...(retryAfter === undefined ? [fail('429 without Retry-After')] : []),
        ...(announced !== undefined && limitedAt > announced + 1
          ? [fail(`it announces ${announced} and limits at ${limitedAt}`)]
          : []),
        ...(sameNetwork === 'apart'
          ? [fail('every address of one IPv6 network has a limit of its own')]
          : []),
      ],
      pass(`request ${limitedAt} of one client is answered 429`),
    );
  },
});

interface Login {
  readonly path: string;
  readonly limitedAt: number | undefined;
  readonly retryAfter: string | undefined;
  readonly statuses: readonly number[];
}

export const limitsLogins = onBench<Login>({
  id: 'limits-logins',
  question: 'Is a login-class path limited to a handful of failures?',
  safety: 'active',
  exercise: async (bench) => {
    const { server } = await bench.shared('production');
    const path = loginPath(await server.routes());
    const client = server.freshClient();
    return { path, ...(await loginUntilLimited(server, path, () => client)) };
  },
  read: ({ path, limitedAt, retryAfter, statuses }) => {
    if (statuses.every((status) => status === 0)) return [inconclusive('it does not answer')];
    if (limitedAt === undefined)
      return [fail(`${statuses.length} failed logins met no limit`, `POST ${path} -> ${statuses.at(-1)}`)];
    if (limitedAt > 11) return [fail(`only failure ${limitedAt} is limited`, `POST ${path}`)];
    return [
      retryAfter === undefined
        ? fail('429 without Retry-After', `POST ${path}`)
        : pass(`failure ${limitedAt} on ${path} is answered 429`),
    ];
  },
});

interface Spoof {
  readonly positive: number;
  readonly direct: Flood;
  /** At which request a client that claims nothing is limited. */
  readonly limiters: { readonly requests: number | undefined; readonly logins: number | undefined };
  readonly proxied: { readonly limitedAt: number | undefined; readonly neighbour: number };
  readonly configurable: 'yes' | 'no';
}

const claimed = (count: number): Readonly<Record<string, string>> => {
  const address = `198.18.${(count >> 8) & 255}.${count & 255}`;
  return {
    'x-forwarded-for': address,
    forwarded: `for=${address}`,
    'x-real-ip': address,
    'true-client-ip': address,
    'cf-connecting-ip': address,
    'x-client-ip': address,
  };
};

export const believesNoClaimedAddress = onBench<Spoof>({
  id: 'believes-no-claimed-address',
  question: 'Does a client that claims a new address with every request keep its limit?',
  safety: 'disruptive',
  exercise: async (bench) => {
    const boot = await bench.start({ profile: 'development' });
    const { ok } = await boot.server.routes();
    const positive = ok === undefined ? 0 : (await boot.server.request({ path: ok })).status;
    const direct = await flood(boot.server, { path: ok ?? '/', headersFor: claimed });
    // Without a limit of any kind there is nothing by which belief could be seen.
    const honest =
      direct.limitedAt ?? (await flood(boot.server, { path: ok ?? '/', headersFor: () => ({}) })).limitedAt;
    await boot.stop();
    const { server } = await bench.shared('production');
    const path = loginPath(await server.routes());
    const client = server.freshClient();
    let count = 0;
    // Our proxy appends the true address; what stands left of it is the client's invention.
    const { limitedAt } = await loginUntilLimited(server, path, () => `198.18.9.${(count += 1)}, ${client}`);
    const neighbour = await server.request(
      { method: 'POST', path, headers: { 'content-type': 'application/json' }, body: '{}' },
      server.freshClient(),
    );
    const constant = server.freshClient();
    const honestLogin = limitedAt ?? (await loginUntilLimited(server, path, () => constant)).limitedAt;
    return {
      positive,
      direct,
      limiters: { requests: honest, logins: honestLogin },
      proxied: { limitedAt, neighbour: neighbour.status },
      configurable: bench.reads('TRUST_PROXY'),
    };
  },
  read: ({ positive, direct, limiters, proxied, configurable }) => {
    if (positive < 200 || positive > 299) return [inconclusive(noRoute)];
    if (limiters.requests === undefined)
      return [inconclusive(`${direct.sent} requests met no limit, so none shows who is counted`)];
    if (direct.limitedAt === undefined)
      return [fail(`${direct.sent} requests with rotating addresses met no limit`, 'reached directly')];
    return verdictOf(
      [
        ...(direct.announced !== undefined && direct.limitedAt > direct.announced + 1
          ? [fail('rotating addresses move the limit', 'reached directly')]
          : []),
        ...(proxied.limitedAt === undefined && limiters.logins !== undefined
          ? [
              fail(
                'the address left of the proxy’s own is believed: rotating it met no limit',
                'behind one proxy',
              ),
            ]
          : []),
        ...(configurable === 'yes' && proxied.neighbour === 429
          ? [fail('behind a proxy all clients share one limit', 'behind one proxy')]
          : []),
      ],
      pass('rotating addresses change nothing, directly and behind one proxy'),
    );
  },
});
