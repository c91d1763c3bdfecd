import { NotSeen, fail, inconclusive, onBench, pass } from '../probe.js';
import type { Finding } from '../../define/probe.js';
import { loginOf } from '../subjects/login.js';
import type { Login } from '../subjects/login.js';
import { meaningOf, statusWords } from '../subjects/meaning.js';
import type { Boot } from '../subjects/process.js';
import { sharedBoot, withBoot } from '../subjects/with-boot.js';
import { loginUntilLimited } from '../probing/flood.js';
import type { Logins } from '../probing/flood.js';

interface Transcript extends Logins {
  readonly path: string;
  readonly known: Login['known'];
  /** The answer to the limited client when letters of the path are escaped; 0 if it was not limited. */
  readonly respelled: number;
  /** The answer to a path that nobody can have defined. */
  readonly elsewhere: number;
  /**
   * Why a process was used that had earlier requests: it may show that there is no limit, but not whose limit
   * it is.
   */
  readonly spent: string;
}

/** Uses a fresh process: earlier requests would count towards its limit. */
export const limitsLogins = onBench<Transcript>({
  id: 'limits-logins',
  question: 'Is a login-class path limited to a handful of failures?',
  how:
    'Sends up to twelve failed logins to a fresh boot, then an escaped spelling of the path. No 429 ' +
    'by the eleventh, none for the other spelling, or no Retry-After fails.',
  safety: 'active',
  exercise: async (bench) => {
    const login = await loginOf(bench);
    const look = async ({ server }: Boot, spent: string): Promise<Transcript> => {
      const client = server.freshClient();
      const met = await loginUntilLimited(server, login, () => client);
      const { path } = login.ask;
      const other = { ...login.ask, path: escaped(path) };
      const respelled = met.limitedAt === undefined ? 0 : (await server.request(other, client)).status;
      return { path, known: login.known, elsewhere: login.elsewhere, spent, respelled, ...met };
    };
    return withBoot(bench, { profile: 'production' }, (boot) => look(boot, '')).catch(
      async (error: unknown) => {
        if (!(error instanceof NotSeen)) throw error;
        return look(await sharedBoot(bench, 'production'), error.message);
      },
    );
  },
  read: (seen) => {
    const { path, statuses, limitedAt, retryAfter, respelled } = seen;
    const where = `POST ${path} -> ${statuses.at(-1)}`;
    if (seen.spent !== '' && limitedAt !== undefined) return [inconclusive(seen.spent)];
    if (limitedAt === 1)
      return [inconclusive('the very first request to a new process is answered 429', where)];
    if (limitedAt === undefined) return [unlimited(seen, where)];
    if (limitedAt > 11) return [fail(`only failure ${limitedAt} is limited`, `POST ${path}`)];
    // A service that does not decode the path says that it does not exist; one that does repeats its answer
    // from before the limit.
    if (respelled === statuses[0] && respelled !== 404 && respelled !== seen.elsewhere)
      return [
        fail('another spelling of the path escapes the limit', `POST ${escaped(path)} -> ${respelled}`),
      ];
    return [
      retryAfter === undefined
        ? fail('429 without Retry-After', `POST ${path}`)
        : pass(
            `failure ${limitedAt} on ${path}${isThere(seen) ? '' : ', which it does not have yet,'} is answered 429`,
          ),
    ];
  },
});

/** /auth/login as /%61uth/%6Cogin: a router that decodes sees the same path, a check of the raw path does not. */
const escaped = (path: string): string =>
  path.replace(/(?<=\/)[a-z]/gi, (letter) => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`);

/** Whether the login exists. A guessed path may be limited even if it does not. */
const isThere = ({ known, statuses }: Transcript): boolean => known !== 'guessed' || statuses[0] !== 404;

/** Twelve tries without a limit fail if they were failed logins; a firewall, a success or a crash does not count. */
function unlimited({ statuses, known, elsewhere }: Transcript, where: string): Finding {
  const silent = statuses.filter((status) => status === 0).length;
  if (silent > 0) return inconclusive(`${silent} of ${statuses.length} logins got no answer`, where);
  const last = statuses.at(-1) ?? 0;
  if (known === 'guessed' && last === 404)
    return fail(`${statuses.length} requests to a login-class path met no limit`, where);
  const meaning = meaningOf(last);
  if (meaning === 'taken') return inconclusive('made-up credentials are taken, so no login failed', where);
  if (meaning === 'refused' && last !== 400 && last !== 422)
    return fail(`${statuses.length} failed logins met no limit`, where);
  if (meaning === 'refused') return inconclusive('no body was found that the login looks at', where);
  if (last >= 500) return inconclusive(`the login itself fails: ${statusWords(last)}`, where);
  if (last === elsewhere)
    return inconclusive(
      `a path that does not exist is answered the same, so no login was seen: ${statusWords(last)}`,
      where,
    );
  return last === 401 || last === 302 || last === 303
    ? fail(`${statuses.length} failed logins met no limit`, where)
    : inconclusive(`no login was seen to fail: ${statusWords(last)}`, where);
}
