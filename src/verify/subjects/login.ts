import type { Bench } from './bench.js';
import type { Ask } from './http.js';
import { isLoginPath } from './login-path.js';
import { loginBodies } from './login-bodies.js';
import { meaningOf } from './meaning.js';
import { withPatience } from './patience.js';
import type { Routes } from './found-routes.js';

/** The login route of a service, and a body that it checks. */
export interface Login {
  readonly ask: Ask & { readonly path: string };
  /** The status for a wrong password; 0 for no answer. */
  readonly status: number;
  /** 'guessed': no such route is named anywhere, so this is the usual path. */
  readonly known: 'named' | 'guessed';
  /** The status for a path that nobody can have defined: a firewall answers both alike. */
  readonly elsewhere: number;
}

/** The usual path of a login. Services that limit all logins limit it even without a handler. */
const usual = '/auth/login';

/** By enclosure, because each probe has its own bench around the same one. */
const memo = new WeakMap<Bench['enclosure'], Promise<Login>>();

/** Searched once for each bench, on a process whose limits may be used up, never on the judged one. */
export function loginOf(bench: Bench): Promise<Login> {
  const known = memo.get(bench.enclosure) ?? findLogin(bench);
  memo.set(bench.enclosure, known);
  return known;
}

const post = (path: string, body: unknown): Login['ask'] => ({
  method: 'POST',
  path,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(body),
});

/** The usual login path, whatever the service has. */
export const anyLogin: Pick<Login, 'ask'> = { ask: post(usual, loginBodies[0]) };

const findLogin = (bench: Bench): Promise<Login> =>
  withPatience(bench, async (service) => {
    const { status: elsewhere } = await service.request(post('/rampart-no-such-path', loginBodies[0]));
    let refused: Login | undefined;
    for (const { path, bodies } of candidates(service.routes, bench)) {
      for (const body of bodies) {
        const ask = post(path, body);
        const { status } = await service.request(ask);
        if (status === 404 || status === 405) break; // a prefix where it is not mounted
        const login: Login = { ask, status, known: 'named', elsewhere };
        if (meaningOf(status) !== 'refused' && status !== 415) return login;
        refused ??= login;
      }
      for (const form of refused?.ask.path === path ? forms : []) {
        const ask = { ...post(path, {}), headers: { 'content-type': formType }, body: form };
        const { status } = await service.request(ask);
        if (meaningOf(status) !== 'refused' && status !== 415)
          return { ask, status, known: 'named', elsewhere };
      }
    }
    if (refused !== undefined) return refused;
    const { ask } = anyLogin;
    return { ask, status: (await service.request(ask)).status, known: 'guessed', elsewhere };
  });

const formType = 'application/x-www-form-urlencoded';
const forms = loginBodies.slice(0, 3).map((body) => new URLSearchParams(body).toString());

function candidates(
  { operations }: Routes,
  { written }: Bench,
): readonly { readonly path: string; readonly bodies: readonly unknown[] }[] {
  const described = operations.flatMap(({ method, path, body }) =>
    method === 'POST' && isLoginPath(path)
      ? [{ path, bodies: [...(body ? [body.sample] : []), ...loginBodies] }]
      : [],
  );
  const read = written.routes
    .filter(({ method, path }) => method === 'POST' && isLoginPath(path))
    .map(({ path }) => ({ path, bodies: [...loginBodies, ...written.samples] }));
  return [...described, ...read].sort((a, b) => rank(a.path) - rank(b.path)).slice(0, 12);
}

/** Sorts logins before routes that only make a session or a token. */
const rank = (path: string): number => (/log-?in|sign-?in/i.test(path) ? 0 : 1);

/** The same login with this password, in the member for it. */
export function withPassword({ ask }: Login, password: string): Ask {
  const body = String(ask.body);
  const form = ask.headers?.['content-type'] === formType;
  const members = form
    ? [...new URLSearchParams(body)]
    : Object.entries(JSON.parse(body) as Record<string, unknown>);
  const changed = members.map(([name, value]): [string, unknown] => [
    name,
    /pass|pwd|secret/i.test(name) ? password : value,
  ]);
  return {
    ...ask,
    body: form
      ? new URLSearchParams(
          changed.map(([name, value]): [string, string] => [name, String(value)]),
        ).toString()
      : JSON.stringify(Object.fromEntries(changed)),
  };
}
