import { fail, inconclusive, noRoute, onBench, pass, verdictOf } from '../probe.js';
import { anyLogin } from '../subjects/login.js';
import { sharedBoot, withBoot } from '../subjects/with-boot.js';
import { cloudIn, flood, loginUntilLimited } from '../probing/flood.js';
import type { Flood } from '../probing/flood.js';

interface Transcript {
  /** The answer of a fresh process to a path that existed before; 0 if no path was found. */
  readonly positive: number;
  readonly flood: Flood;
  /** Whether two addresses of one IPv6 customer share the limit for logins. */
  readonly sameNetwork: 'shared' | 'apart' | 'not-seen';
}

export const limitsEachClient = onBench<Transcript>({
  id: 'limits-each-client',
  question: 'Does one client get a bounded number of answers per window, 404s included?',
  how:
    'Floods a fresh boot as one client, with every second path unknown. No 429, one without ' +
    'Retry-After, or one limit for each IPv6 address fails.',
  safety: 'disruptive',
  exercise: async (bench) => {
    const { ok } = await (await sharedBoot(bench, 'production')).server.routes();
    return withBoot(bench, { profile: 'production' }, async ({ server }) => {
      const positive = ok === undefined ? 0 : (await server.request({ path: ok }, '203.0.113.40')).status;
      const sent = await flood(server, {
        path: ok ?? '/',
        headersFor: () => ({ 'x-forwarded-for': '203.0.113.50' }),
      });
      const first = await loginUntilLimited(server, anyLogin, () => '2001:db8:77:1::1');
      const second = await server.request(anyLogin.ask, '2001:db8:77:1::2');
      // Limited at the first request: others have used it up, so this does not show who shares a limit.
      const seen = first.limitedAt !== undefined && first.limitedAt > 1 && second.status > 0;
      const sameNetwork = !seen ? 'not-seen' : second.status === 429 ? 'shared' : 'apart';
      return { positive, flood: sent, sameNetwork };
    });
  },
  read: ({ positive, flood: sent, sameNetwork }) => {
    if (positive === 0) return [inconclusive(noRoute)];
    if (positive < 200 || positive > 299)
      return [inconclusive(`a new process answers ${positive} where another answered 2xx`)];
    const cloud = cloudIn(sent);
    if (cloud !== undefined) return [inconclusive(cloud)];
    const { limitedAt, retryAfter, announced } = sent;
    if (limitedAt === undefined) {
      const told = announced === undefined ? '' : `, although it announces ${announced}`;
      return [fail(`${sent.sent} requests of one client, half of them 404s, met no limit${told}`)];
    }
    const said = announced === undefined ? 'no limit is announced' : `${announced} are announced`;
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
      pass(
        `request ${limitedAt} of a flood is answered 429 (${said}; ` +
          `what was asked of this process before counts, too), Retry-After: ${retryAfter ?? ''}`,
      ),
    );
  },
});
