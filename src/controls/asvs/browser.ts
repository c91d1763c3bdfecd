import type { Requirement } from '../../define/requirement.js';
import { evidence, notAutomatable, open, organisation, outOfScope } from './rows.js';

/** Chapter 3. */
export const browser: readonly Requirement[] = [
  ...evidence([
    ['3.4.1', 1, 'Every answer tells browsers to use HTTPS only, for a year or longer (HSTS)'],
    ['3.4.2', 1, 'Pages of other origins read answers only if their origin is trusted (CORS)'],
    ['3.4.3', 2, 'A content security policy lets only trusted code load and run'],
    ['3.4.4', 2, 'Browsers are told not to guess the type of an answer (nosniff)'],
    ['3.4.5', 2, 'Paths and queries do not leak to other sites by Referer'],
    ['3.4.6', 2, 'Other sites cannot put an answer into a frame, unless that is meant'],
    ['3.4.8', 3, 'Documents are cut off from the windows that opened them (COOP)'],
    ['3.5.2', 1, 'Where preflights protect a function, nothing reaches it without one'],
    ['3.7.2', 2, 'Redirects to foreign hosts go only to those on a list'],
  ]),
  ...open([
    ['3.2.1', 1, 'An answer cannot be shown as something that it is not meant to be'],
    ['3.3.1', 1, 'Cookies travel over TLS only, and the prefix of their name says so'],
    ['3.3.2', 2, 'Each cookie comes along from other sites only where that is needed'],
    ['3.3.3', 2, 'Cookies are tied to one host by the prefix of their name'],
    ['3.3.4', 2, 'Scripts cannot read cookies that are not for them, nor get their value otherwise'],
    ['3.3.5', 3, 'Name and value of a cookie fit into 4 KB'],
    ['3.4.7', 3, 'The content security policy says where to report what it stopped'],
    ['3.5.1', 1, 'Writes that need no preflight prove that they come from the own pages (CSRF)'],
    ['3.5.3', 1, 'Methods for reading change nothing that matters'],
    ['3.5.6', 3, 'No answer comes as JSONP'],
    ['3.5.8', 3, 'Other sites embed what needs a login only where that is meant'],
  ]),
  ...notAutomatable('operation', [['3.5.4', 2, 'Separate applications have host names of their own']]),
  ...organisation('document', [
    ['3.1.1', 3, 'It is written down what browsers must be able to do, and what happens if not'],
  ]),
  ...organisation('task', [['3.7.4', 3, 'The domain is on the preload list of browsers']]),
  ...outOfScope('pages', [
    ['3.2.2', 1, 'Text is shown as text, and never built into the page as HTML'],
    ['3.2.3', 3, 'Elements of a page cannot take the place of its variables'],
    ['3.5.5', 2, 'Messages of unknown windows are dropped'],
    ['3.5.7', 3, 'Scripts that are served hold no data that needs a login'],
    ['3.6.1', 3, 'Scripts and styles from other hosts are fixed by version and digest'],
    ['3.7.1', 2, 'No outdated plug-ins are used'],
    ['3.7.3', 3, 'Users are told before they are sent away, and may stay'],
    ['3.7.5', 3, 'Browsers that cannot do enough are treated as it is written down'],
  ]),
];
