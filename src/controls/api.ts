import { always, defineControl } from '../define/control.js';
import { partly, wholly } from '../define/requirement-evidence.js';
import { ages, exercised, observed } from './levels.js';

/** Section 3: what the service answers, and to whom. */
export const api = [
  defineControl({
    id: 'rate-limit-global',
    section: 'api',
    severity: 'high',
    claim:
      'One client gets a bounded number of answers per window of a process, ' +
      '404s included and health checks aside, and is told when to come back.',
    why: 'Without a limit one client takes the service from all others, or guesses until it is right.',
    remedy:
      'count every request of a client, unknown paths too, and answer 429 with Retry-After past the limit',
    applies: always,
    requires: exercised,
    maxAgeDays: ages.booted,
    maps: {
      asvs: [
        partly(
          '2.4.1',
          'One client that floods the service is soon answered 429; a crowd of many addresses is not tried.',
        ),
      ],
      api: ['API4:2023'],
      top10: ['A06'],
      cwe: ['CWE-770', 'CWE-799'],
      ssdf: ['PW.5.1'],
      seed: ['Rate limiting (1000 req/15min general, 5 req/15min auth)'],
    },
    probes: ['limits-each-client'],
  }),
  defineControl({
    id: 'rate-limit-auth',
    section: 'api',
    severity: 'high',
    claim:
      'Refused tries of one client at a usual login path, which the service may not have yet, ' +
      'are answered 429 after a handful.',
    why: 'Passwords are guessed from lists; the general limit is two hundred times too wide for that.',
    remedy: 'after five failed logins of a client answer 429, whatever address it claims',
    applies: always,
    requires: exercised,
    maxAgeDays: ages.booted,
    maps: {
      asvs: [
        partly(
          '2.4.1',
          'One client that posts to a login path is answered 429 by the eleventh try; many addresses are not tried.',
        ),
      ],
      api: ['API2:2023'],
      top10: ['A07'],
      cwe: ['CWE-307'],
      ssdf: ['PW.5.1'],
      seed: ['Rate limiting (1000 req/15min general, 5 req/15min auth)'],
    },
    probes: ['limits-logins'],
  }),
  defineControl({
    id: 'proxy-trust',
    section: 'api',
    severity: 'critical',
    claim:
      'A client that claims other addresses in the usual headers is limited as itself, ' +
      'directly and behind the proxy that was named.',
    why: 'Whoever may write his own address has no rate limit and leaves a false trace in the log.',
    remedy:
      'believe exactly the proxies in front of the service, by their number or their addresses, ' +
      'and never all of them; TRUST_PROXY where the check is ours',
    applies: always,
    requires: exercised,
    maxAgeDays: ages.booted,
    maps: {
      asvs: [
        partly(
          '4.1.3',
          'A client that claims ever new addresses keeps its limit; headers about anything else are not tried.',
        ),
        partly(
          '15.3.4',
          'The limit counts the true address, however many are claimed; what the log says is not looked at.',
        ),
      ],
      top10: ['A02', 'A06'],
      cwe: ['CWE-348', 'CWE-290'],
      ssdf: ['PW.5.1'],
      seed: ['Rate limiting already implemented from optimization phase'],
    },
    probes: ['believes-no-claimed-address'],
  }),
  defineControl({
    id: 'cors-allowlist',
    section: 'api',
    severity: 'critical',
    claim: 'Of the origins that were tried only the allowed one may read answers in a browser.',
    why: 'A reflected or guessed-at origin lets any page read data with the visitor’s rights.',
    remedy:
      'answer Access-Control-Allow-Origin to the exact origins of a list, ' +
      'never * and never what was asked; ALLOWED_ORIGINS where the check is ours',
    applies: always,
    requires: observed,
    maxAgeDays: ages.seen,
    maps: {
      asvs: [
        wholly(
          '3.4.2',
          'Foreign origins, null, and near copies of the right one, as tried, are not allowed to read an answer.',
        ),
      ],
      api: ['API8:2023'],
      top10: ['A02'],
      cwe: ['CWE-942', 'CWE-346'],
      ssdf: ['PW.5.1'],
      seed: ['CORS - restrict to specific domains in production'],
    },
    probes: ['answers-only-allowed-origins'],
  }),
  defineControl({
    id: 'transport-https-only',
    section: 'api',
    severity: 'critical',
    claim:
      'In production mode a plaintext request that was tried by a client that is no trusted proxy is ' +
      'refused, not processed, whatever it claims, and no write is redirected; ' +
      'but for health checks (/livez, /readyz).',
    why: 'A redirected POST has already sent its token in the clear.',
    remedy:
      'refuse what came in clear before it is processed, by the socket or the header of a trusted proxy; ' +
      'do not redirect it',
    applies: always,
    requires: observed,
    maxAgeDays: ages.seen,
    maps: {
      asvs: [
        partly(
          '12.2.1',
          'Plain HTTP is refused, or at most a GET sent on to HTTPS; health checks, and how TLS is set up, ' +
            'are not looked at.',
        ),
        partly(
          '4.1.2',
          'A write over plain HTTP is never redirected; a redirect of a GET is not held against it.',
        ),
      ],
      api: ['API8:2023'],
      top10: ['A04'],
      cwe: ['CWE-319'],
      ssdf: ['PW.5.1'],
      seed: ['Enable HTTPS only (redirect HTTP to HTTPS)'],
    },
    probes: ['refuses-plaintext'],
  }),
  defineControl({
    id: 'security-headers',
    section: 'api',
    severity: 'critical',
    claim:
      'The answers that were looked at carry the security headers, refusals and errors among them, ' +
      'and name no software.',
    why: 'The answer that an attacker provokes is the one that most often lacks them.',
    remedy:
      'set the headers on every answer, refusals and errors too, in one place before the routes; ' +
      'rampart explain security-headers',
    applies: always,
    requires: observed,
    maxAgeDays: ages.seen,
    maps: {
      asvs: [
        partly(
          '3.4.1',
          'The answers looked at, by HTTPS or a proxy that ends it, carry it, errors too; a 408, ' +
            '421 or 431 is not looked at.',
        ),
        partly(
          '3.4.3',
          'The policy of the answers looked at bars inline scripts, objects, base URLs; ' +
            'a nonce each is not asked for.',
        ),
        partly(
          '3.4.4',
          'The answers that were looked at, errors too, carry nosniff; a 408, 421 or 431 is not looked at.',
        ),
        partly(
          '3.4.5',
          'The referrer policy of the answers looked at keeps path and query back; ' +
            'the host name need not be kept back.',
        ),
        partly(
          '3.4.6',
          'The policy of the answers looked at, errors too, lets no other site frame them; others are not looked at.',
        ),
        partly(
          '3.4.8',
          'The answers that were looked at, errors too, are set to same-origin; others are not looked at.',
        ),
        partly(
          '13.4.6',
          'No answer that was looked at names a version in Server, X-Powered-By and the like; ' +
            'bodies are not searched for one.',
        ),
        partly(
          '14.3.2',
          'The answers that were looked at, errors too, carry no-store; others are not looked at.',
        ),
      ],
      api: ['API8:2023'],
      top10: ['A02'],
      cwe: ['CWE-693', 'CWE-1021', 'CWE-525'],
      ssdf: ['PW.9.1'],
      seed: ['Add security headers (HSTS, X-Frame-Options, CSP, etc.)'],
    },
    probes: ['headers-on-every-answer', 'names-no-software'],
  }),
  defineControl({
    id: 'error-no-leak',
    section: 'api',
    severity: 'critical',
    claim:
      'The body of no error that was provoked tells a stack, a file path, the name of a library or what was sent.',
    why: 'Error texts are the map that the next request is planned with.',
    remedy:
      'let one error handler, the last one, answer a status and a general text; the error itself goes to the log',
    applies: always,
    requires: observed,
    maxAgeDays: ages.seen,
    maps: {
      asvs: [
        partly(
          '16.5.1',
          'Errors provoked from outside tell no stack, path, library or query; ' +
            'errors that nobody provoked are not seen.',
        ),
      ],
      api: ['API8:2023'],
      top10: ['A10'],
      cwe: ['CWE-209', 'CWE-497'],
      ssdf: ['PW.5.1'],
      seed: ['Add security headers (HSTS, X-Frame-Options, CSP, etc.)'],
    },
    probes: ['errors-tell-nothing'],
  }),
];
