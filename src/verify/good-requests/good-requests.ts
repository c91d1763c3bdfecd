import type { Ask } from '../subjects/http.js';
import type { FormPart } from './multipart.js';

/** Where a user says what a good request is. It adds requests, and takes none away. */
export const probesFile = 'rampart.probes.json';

/** What rampart.probes.json says, ready to be sent. */
export interface GoodRequests {
  readonly logins: readonly GivenLogin[];
  readonly requests: readonly GoodRequest[];
}

export interface GoodRequest {
  /** Its place in the file: 'requests[0]'. */
  readonly at: string;
  /** '/orders/{id}', or the path as it is sent. */
  readonly template: string;
  readonly ask: Ask & { readonly method: string };
  /** The body, if it is JSON. */
  readonly json?: unknown;
  /** The parts of the body, if it is a form. */
  readonly form?: { readonly kind: 'urlencoded' | 'multipart'; readonly parts: readonly FormPart[] };
}

/** How to log in: a request whose answer gives cookies or a token, or headers that are known before. */
export interface GivenLogin {
  readonly name: string;
  readonly ask?: Ask;
  readonly headers: Readonly<Record<string, string>>;
  /** Where the answer has a token, as a JSON pointer, and the header that takes it to the service. */
  readonly token?: { readonly pointer: string; readonly header: string; readonly value: string };
  /** Paths where it is used for all requests, those below them included. */
  readonly paths: readonly string[];
  /** A variable that it needs and that is not set. */
  readonly missing?: string;
}

export const noGoodRequests: GoodRequests = { logins: [], requests: [] };

/** The login that a route needs, by the longest of the paths that logins name; never for a login itself. */
export function loginFor(
  { logins }: GoodRequests,
  { method, path }: Pick<Ask, 'method' | 'path'>,
): string | undefined {
  const [bare = ''] = path.split('?');
  if (logins.some(({ ask }) => ask?.method === (method ?? 'GET') && ask?.path === bare)) return undefined;
  const [found] = logins
    .flatMap(({ name, paths }) => paths.filter((each) => isBelow(bare, each)).map((each) => ({ name, each })))
    .sort((a, b) => b.each.length - a.each.length);
  return found?.name;
}

const isBelow = (path: string, place: string): boolean =>
  path === place || path.startsWith(place.endsWith('/') ? place : `${place}/`);

/** 'POST /orders/{id} as user' */
export const requestWords = ({ template, ask }: GoodRequest): string =>
  `${ask.method} ${template}${ask.login === undefined ? '' : ` as ${ask.login}`}`;

/** What the file added to a run. */
export function givenWords({ requests, logins }: GoodRequests): string {
  const words = [
    ...requests.map(requestWords),
    ...logins.map(
      ({ name, paths }) => `the login ${name}${paths.length === 0 ? '' : ` for ${paths.join(', ')}`}`,
    ),
  ];
  return `besides what it finds, verify asked with ${probesFile}: ${words.join('; ') || 'nothing'}`;
}
