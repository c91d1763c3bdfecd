import { answerWords } from '../subjects/answered.js';
import type { Ask, Reply } from '../subjects/http.js';
import { probesFile, type GivenLogin } from './good-requests.js';
import { valueAt } from './value-at.js';

type Headers = Readonly<Record<string, string>>;
/** What a login gave, or why it gave nothing. */
type Credential = { readonly headers: Headers } | { readonly because: string };

/** The logins of one process of a service. Each logs in once, and again only after its session has ended. */
export interface SignIns {
  /** Sends a request with the credential of a login; without one, and with the reason, if there is none. */
  send(login: string, send: (headers: Headers) => Promise<Reply>): Promise<Reply>;
}

interface SignInOptions {
  readonly logins: readonly GivenLogin[];
  /** Sends the request of a login, to the service under test only. */
  readonly request: (ask: Ask) => Promise<Reply>;
  /** Why no credential may be sent to this service. */
  readonly refusal: () => string | undefined;
}

/** A logout is one of the requests that a service may have: after it, the next request logs in again. */
const mostSessions = 20;

export function openSignIns({ logins, request, refusal }: SignInOptions): SignIns {
  const open = new Map<string, Session>();
  return {
    send: async (name, send) => {
      const session = open.get(name) ?? { worked: 'no', count: 0, credential: undefined };
      open.set(name, session);
      const withFault = (reply: Reply, because: string): Reply => ({ ...reply, givenFault: because });
      const credentialOf = (): Promise<Credential> => {
        session.credential ??= logIn(
          logins.find((login) => login.name === name),
          request,
          refusal,
        );
        return session.credential;
      };
      const first = await credentialOf();
      if ('because' in first) return withFault(await send({}), first.because);
      const reply = await send(first.headers);
      if (reply.status !== 401) session.worked = 'yes';
      if (reply.status !== 401 || session.worked === 'no' || session.count >= mostSessions) return reply;
      // It worked before, so its session has ended. A login that never worked is not repeated.
      Object.assign(session, { worked: 'no', count: session.count + 1, credential: undefined });
      const second = await credentialOf();
      if ('because' in second) return withFault(reply, second.because);
      const again = await send(second.headers);
      if (again.status !== 401) session.worked = 'yes';
      return again;
    },
  };
}

interface Session {
  worked: 'yes' | 'no';
  count: number;
  credential: Promise<Credential> | undefined;
}

async function logIn(
  login: GivenLogin | undefined,
  request: SignInOptions['request'],
  refusal: SignInOptions['refusal'],
): Promise<Credential> {
  if (login === undefined) return { because: 'no login is used at this address' };
  const { name, ask, headers, token, missing } = login;
  const fault = (why: string): Credential => ({ because: `${probesFile}: the login ${name}: ${why}` });
  if (missing !== undefined) return fault(`the variable ${missing} is not set`);
  const because = refusal();
  if (because !== undefined) return fault(because);
  if (ask === undefined) return { headers };
  const reply = await request(ask);
  const said = `${ask.method} ${ask.path} is answered ${answerWords(reply)}`;
  if (reply.status < 200 || reply.status >= 400) return fault(said);
  if (token !== undefined) {
    const value = textAt(reply.body, token.pointer);
    if (value === undefined) return fault(`${said}, and has no text at ${token.pointer}`);
    return { headers: { ...headers, [token.header]: token.value.replaceAll('{token}', () => value) } };
  }
  const cookie = cookiesIn(reply.headers['set-cookie'] ?? '');
  return cookie === '' ? fault(`${said}, and sets no cookie`) : { headers: { ...headers, cookie } };
}

/** 'a=1; b=2' of all Set-Cookie headers in one line; those that are removed are left out. */
function cookiesIn(line: string): string {
  const pairs = line
    .split(/,\s*(?=[^;,\s=]+=)/)
    .filter((each) => each.includes('=') && !/;\s*max-age=0\s*(?:;|$)/i.test(each))
    .map((each) => each.split(';')[0]?.trim() ?? '')
    .filter((pair) => !/=$/.test(pair));
  return pairs.join('; ');
}

/** The text at a JSON pointer, if it can stand in a header. */
function textAt(body: string, pointer: string): string | undefined {
  const value = valueAt(body, pointer);
  return typeof value === 'string' && /^[\x21-\x7e]+$/.test(value) ? value : undefined;
}
