import { NotSeen, fail, inconclusive, onBench, pass } from '../probe.js';
import type { Finding } from '../../define/probe.js';
import { loginOf } from '../subjects/login.js';
import type { Login } from '../subjects/login.js';
import { meaningOf, statusWords } from '../subjects/meaning.js';
import type { Boot } from '../subjects/process.js';
import { sharedBoot, withBoot } from '../subjects/with-boot.js';
import { loginUntilLimited } from './flood.js';
import type { Logins } from './flood.js';

interface Transcript extends Logins {
  readonly path: string;
  readonly known: Login['known'];
  /** How the limited client is answered where letters of the path are escaped; 0: it was not limited. */
  readonly respelled: number;
  /** How a path that nobody can have made was answered. */
  readonly elsewhere: number;
  /**
   * Why a process was asked that others had asked before: it may show that there is no limit, never whose
   * limit it is.
   */
  readonly spent: string;
}

/** On a process that was asked nothing before: what others have spent would look like its limit. */
export const limitsLogins = onBench<Transcript>({
  id: 'limits-logins',
  question: 'Is a login-class path limited to a handful of failures?',
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
    // Who does not route the spelling says that it is not there; who does says again what it said before the limit.
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

/**
 * /auth/login as /%61uth/%6Cogin: the same path to every router that decodes, and to no reader of the raw
 * one, wherever it looks.
 */
const escaped = (path: string): string =>
  path.replace(/(?<=\/)[a-z]/gi, (letter) => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`);

/** A path of that name is limited before somebody makes it. */
const isThere = ({ known, statuses }: Transcript): boolean => known !== 'guessed' || statuses[0] !== 404;

/** Twelve tries without a limit are a fail when they were failed logins: a wall, a success and a crash are none. */
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
