import type { Requirement } from '../../define/requirement.js';
import { evidence, notAutomatable, open, outOfScope, planned } from './rows.js';

/** Chapter 4. */
export const messages: readonly Requirement[] = [
  ...evidence([
    ['4.1.2', 2, 'Only pages are redirected from HTTP to HTTPS, interfaces for programs are not'],
    ['4.1.3', 2, 'Clients cannot set the headers that a proxy sets'],
    ['4.1.4', 3, 'Methods that nobody needs are refused'],
    ['4.2.1', 2, 'All servers on the way agree where a request ends (request smuggling)'],
  ]),
  ...planned('request-signing', [['4.1.5', 3, 'Very sensitive messages are signed, one by one']]),
  ...open([
    ['4.1.1', 1, 'Every answer with a body names its true type and character set'],
    ['4.2.2', 3, 'Every answer is as long as it says'],
  ]),
  ...notAutomatable('code', [['4.2.5', 3, 'Requests to other servers are never longer than those accept']]),
  ...outOfScope('techniques', [
    ['4.2.3', 3, 'HTTP/2 and HTTP/3 messages have no headers that are about a connection'],
    ['4.2.4', 3, 'Headers of HTTP/2 and HTTP/3 have no line breaks in them'],
    ['4.3.1', 2, 'Costly GraphQL queries are limited'],
    ['4.3.2', 2, 'GraphQL does not describe itself in production'],
    ['4.4.1', 1, 'WebSockets run over TLS'],
    ['4.4.2', 2, 'A WebSocket opens only for listed origins'],
    ['4.4.3', 2, 'WebSockets that cannot use the session have safe tokens of their own'],
    ['4.4.4', 2, 'Such tokens come from the session that is logged in over HTTPS'],
  ]),
];
