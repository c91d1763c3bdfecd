import { fail, inconclusive, noRoute, onBench, pass } from '../probe.js';
import { loginOf } from '../subjects/login.js';
import { sharedBoot, withBoot, withDefaults } from '../subjects/with-boot.js';
import type { Bench } from '../subjects/bench.js';
import { cloudIn, flood, loginUntilLimited } from '../probing/flood.js';
import type { Flood, Logins } from '../probing/flood.js';

interface Transcript {
  readonly positive: number;
  /** A direct client that claims a new address in each request. */
  readonly direct: Flood;
  /** The request at which a direct client without a claim is limited. */
  readonly honest: number | undefined;
  readonly proxied: Proxied;
  readonly configurable: 'yes' | 'no';
}
interface Proxied {
  /** Which limit was used for the test. */
  readonly by: 'logins' | 'requests';
  /** The request at which a client is limited that adds a new address to the left of the one from our proxy. */
  readonly limitedAt: number | undefined;
  /** The same for a client that adds none. */
  readonly honest: number | undefined;
  /** The answer to another client after the first was limited. */
  readonly neighbour: number;
}

const claimed = (count: number): Readonly<Record<string, string>> => {
  const address = invented(count);
  return {
    'x-forwarded-for': address,
    forwarded: `for=${address}`,
    'x-real-ip': address,
    'true-client-ip': address,
    'cf-connecting-ip': address,
    'x-client-ip': address,
  };
};
const invented = (count: number): string => `198.18.${(count >> 8) & 255}.${count & 255}`;

export const believesNoClaimedAddress = onBench<Transcript>({
  id: 'believes-no-claimed-address',
  question: 'Does a client that claims a new address with every request keep its limit?',
  how:
    'Floods a boot, directly and behind one proxy, with a new claimed address in each request. Limits ' +
    'that such claims move, or that all clients share behind a proxy, fail.',
  safety: 'disruptive',
  exercise: async (bench) => {
    const { ok } = await (await sharedBoot(bench, 'production')).server.routes();
    const path = ok ?? '/';
    // In development no service refuses plaintext. Without our TRUST_PROXY the service's own default is tested.
    const first = await withDefaults(
      bench,
      { profile: 'development', unset: ['TRUST_PROXY'] },
      async ({ server }) => {
        const positive = ok === undefined ? 0 : (await server.request({ path })).status;
        return { positive, direct: await flood(server, { path, headersFor: claimed }) };
      },
    );
    const byRequests = {
      direct: first.direct,
      honest: first.direct.limitedAt ?? (await honestly(bench, path)),
    };
    return {
      positive: first.positive,
      ...(byRequests.honest === undefined ? await directLogins(bench, first.direct) : byRequests),
      proxied: await behindOneProxy(bench, path),
      configurable: bench.reads('TRUST_PROXY'),
    };
  },
  read: ({ positive, direct, honest, proxied, configurable }) => {
    if (positive === 0) return [inconclusive(noRoute)];
    const reached = positive >= 200 && positive <= 299;
    if (proxied.limitedAt === undefined && proxied.honest !== undefined)
      return [
        fail('the address left of the proxy’s own is believed: rotating it met no limit', 'behind one proxy'),
      ];
    if (configurable === 'yes' && proxied.by === 'logins' && proxied.neighbour === 429)
      return [fail('behind a proxy all clients share one limit', 'behind one proxy')];
    // The source names one proxy, so nobody is meant to connect directly: only requests through a proxy count.
    const behindOnly = configurable === 'no' && proxied.limitedAt !== undefined;
    if (behindOnly && (!reached || direct.limitedAt === undefined))
      return [pass('behind the one proxy that the source names, rotating addresses change nothing')];
    if (!reached)
      return [inconclusive(`reached directly it answers ${positive}, where behind a proxy it answers 2xx`)];
    const cloud = cloudIn(direct);
    if (honest === undefined || cloud !== undefined)
      return [inconclusive(cloud ?? `${direct.sent} requests met no limit, so none shows who is counted`)];
    if (direct.limitedAt === undefined)
      return [fail(`${direct.sent} requests with rotating addresses met no limit`, 'reached directly')];
    if (direct.announced !== undefined && direct.limitedAt > direct.announced + 1)
      return [fail('rotating addresses move the limit', 'reached directly')];
    return [
      pass(
        'a new X-Forwarded-For, Forwarded and X-Real-IP in each request moved no limit, ' +
          `directly${proxied.honest === undefined ? '' : ' and behind one proxy'}`,
      ),
    ];
  },
});

/** If the limit for all requests is not reached, uses that for logins. */
async function directLogins(bench: Bench, flooded: Flood): Promise<Pick<Transcript, 'direct' | 'honest'>> {
  const login = await loginOf(bench);
  const until = (headersFor: (count: number) => Readonly<Record<string, string>>): Promise<Logins> =>
    withDefaults(bench, { profile: 'development', unset: ['TRUST_PROXY'] }, ({ server }) =>
      loginUntilLimited(server, login, () => '', headersFor),
    );
  const rotating = await until(claimed);
  const honest = rotating.limitedAt ?? (await until(() => ({}))).limitedAt;
  if (honest === undefined) return { direct: flooded, honest };
  const { limitedAt, retryAfter, statuses } = rotating;
  const answered = statuses.filter((status) => status > 0).length;
  return {
    direct: { sent: statuses.length, answered, last: 200, limitedAt, retryAfter, announced: undefined },
    honest,
  };
}

const honestly = (bench: Bench, path: string): Promise<number | undefined> =>
  withBoot(
    bench,
    { profile: 'development' },
    async ({ server }) => (await flood(server, { path, headersFor: () => ({}) })).limitedAt,
  );

/** Uses the limit for logins, which is reached soon; without one, that for all requests. */
async function behindOneProxy(bench: Bench, path: string): Promise<Proxied> {
  const login = await loginOf(bench);
  const byLogins = await withBoot(bench, { profile: 'production' }, async ({ server }) => {
    const client = server.freshClient();
    let count = 0;
    // Our proxy appends the true address; the client invented what is to its left.
    const rotating = await loginUntilLimited(server, login, () => `${invented((count += 1))}, ${client}`);
    const neighbour = (await server.request(login.ask, server.freshClient())).status;
    const constant = server.freshClient();
    const honest = rotating.limitedAt ?? (await loginUntilLimited(server, login, () => constant)).limitedAt;
    return { by: 'logins' as const, limitedAt: rotating.limitedAt, honest, neighbour };
  });
  if (byLogins.honest !== undefined) return byLogins;
  const limitOf = (headersFor: (count: number) => Readonly<Record<string, string>>): Promise<Flood> =>
    withBoot(bench, { profile: 'production' }, ({ server }) => flood(server, { path, headersFor }));
  const rotating = await limitOf((count) => ({ 'x-forwarded-for': `${invented(count)}, 203.0.113.60` }));
  const honest =
    rotating.limitedAt ?? (await limitOf(() => ({ 'x-forwarded-for': '203.0.113.60' }))).limitedAt;
  return { by: 'requests', limitedAt: rotating.limitedAt, honest, neighbour: 0 };
}
