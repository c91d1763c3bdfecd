import { always, defineControl } from '../define/control.js';
import { partly } from '../define/requirement-evidence.js';
import { ages, exercised, observed } from './levels.js';

/** Sections that the first page lacked: how the service runs, logs and ends. */
export const operations = [
  defineControl({
    id: 'logging-structured',
    section: 'operations',
    severity: 'high',
    claim:
      'Each line that was logged is one JSON object with a UTC time and a level, and tells the id of its request.',
    why: 'A log that an attacker can break into two lines tells what the attacker wants.',
    remedy: 'write one JSON object a line, with time, level and the id of the request',
    applies: always,
    requires: exercised,
    maxAgeDays: ages.booted,
    maps: {
      asvs: [
        partly(
          '16.2.1',
          'Each line has a time and a level, and each request an id; who it was is not asked for.',
        ),
        partly('16.2.2', 'The times of all lines are in UTC; whether the clock is right is not looked at.'),
        partly(
          '16.2.4',
          'Each line is one JSON object, and requests can be followed by id; a log processor is not asked.',
        ),
        partly(
          '16.4.1',
          'Line ends and braces in path, query and headers forge no line on stdout; other logs are not looked at.',
        ),
      ],
      top10: ['A09'],
      cwe: ['CWE-117', 'CWE-778'],
      ssdf: ['PO.3.3'],
    },
    probes: ['logs-one-json-object-per-line'],
  }),
  defineControl({
    id: 'logging-redaction',
    section: 'operations',
    severity: 'critical',
    claim:
      'The secrets that were sent in headers, queries, paths, ' +
      'bodies and an error reached neither the log nor an answer.',
    why: 'Logs are copied, shipped and read by more people than any database.',
    remedy: 'mask what stands under telling names before a line is written',
    applies: always,
    requires: exercised,
    maxAgeDays: ages.booted,
    maps: {
      asvs: [
        partly(
          '16.2.5',
          'Secrets in headers, queries, paths, bodies and an error are not in the log; ' +
            'other sensitive data is not known.',
        ),
        partly(
          '16.5.1',
          'A handler fails with a password and a token in its error, and no answer holds them; ' +
            'other routes are not tried.',
        ),
      ],
      top10: ['A09'],
      cwe: ['CWE-532'],
      ssdf: ['PW.5.1'],
    },
    probes: ['canaries-reach-no-log'],
  }),
  defineControl({
    id: 'security-events',
    section: 'operations',
    severity: 'high',
    claim:
      'The refused credentials, exceeded limits and invalid input that were provoked each leave a named event.',
    why: 'An attack that leaves no event is found by its victims.',
    remedy: 'log refused logins, input and rate limits, each by its name',
    applies: always,
    requires: exercised,
    maxAgeDays: ages.booted,
    maps: {
      asvs: [
        partly(
          '16.3.3',
          'Invalid input and exceeded limits each leave a named event; rules of the business are not tried.',
        ),
      ],
      top10: ['A09'],
      cwe: ['CWE-778', 'CWE-223'],
      ssdf: ['PO.3.3'],
      seed: ['Monitor security logs'],
    },
    probes: ['stimuli-leave-events'],
  }),
  defineControl({
    id: 'http-timeouts',
    section: 'operations',
    severity: 'high',
    claim: 'Clients that were made to send slowly are cut off, and others are served in time meanwhile.',
    why: 'A few hundred sockets that never finish are enough to stop a service without limits.',
    remedy:
      'set headersTimeout, requestTimeout and a bound for idle connections on the server, in milliseconds',
    applies: always,
    requires: observed,
    maxAgeDays: ages.seen,
    maps: {
      api: ['API4:2023'],
      top10: ['A06'],
      cwe: ['CWE-400', 'CWE-772'],
      ssdf: ['PW.9.1'],
    },
    probes: ['cuts-off-slow-clients'],
  }),
  defineControl({
    id: 'health-endpoints',
    section: 'operations',
    severity: 'medium',
    claim:
      'Liveness and readiness answer and name no version and no part; ' +
      'no details were given without a token at their usual paths.',
    why: 'A health page with versions and hosts is a gift; none at all leaves a dead instance in service.',
    remedy: 'let liveness and readiness say one word, and ask for a token before details are told',
    applies: always,
    requires: exercised,
    maxAgeDays: ages.booted,
    maps: {
      asvs: [
        partly(
          '13.4.5',
          'Details of health are given to nobody without a token; other monitoring is not asked.',
        ),
        partly('13.4.6', 'Health pages tell no version; other pages are not asked.'),
      ],
      top10: ['A02'],
      cwe: ['CWE-200', 'CWE-306'],
      ssdf: ['PW.9.1'],
    },
    probes: ['health-says-little'],
  }),
  defineControl({
    id: 'graceful-shutdown',
    section: 'operations',
    severity: 'medium',
    claim: 'On SIGTERM a request in flight is finished, new ones are refused, and the exit code is 0.',
    why: 'A deploy that cuts requests teaches people not to deploy, security updates included.',
    remedy: 'on SIGTERM accept nothing new, finish what runs, then exit 0',
    applies: always,
    requires: exercised,
    maxAgeDays: ages.booted,
    maps: { top10: ['A10'], cwe: ['CWE-404'], ssdf: ['PW.9.1'] },
    probes: ['drains-on-sigterm'],
  }),
  defineControl({
    id: 'crash-policy',
    section: 'operations',
    severity: 'high',
    claim:
      'An exception and a rejection that nobody caught are each logged as a fatal line, ' +
      'and the process ends with a code that is not 0.',
    why: 'A process that goes on in an unknown state answers with the wrong user’s data.',
    remedy: 'after an error that nobody caught log it and exit 1; swallow none',
    applies: always,
    requires: exercised,
    maxAgeDays: ages.booted,
    maps: {
      asvs: [
        partly(
          '16.3.4',
          'An exception and a rejection that nobody caught leave a fatal line each; ' +
            'failing protections are not tried.',
        ),
      ],
      top10: ['A10'],
      cwe: ['CWE-248', 'CWE-755'],
      ssdf: ['PW.5.1'],
    },
    probes: ['crashes-loudly'],
  }),
  defineControl({
    id: 'monitoring-scrubbed',
    section: 'operations',
    severity: 'medium',
    claim:
      'An error that was provoked reaches monitoring once, with its request id and without a secret; ' +
      'a crash does, too.',
    why: 'An error that nobody is told of goes on, and one that is told with a password in it is a leak of its own.',
    remedy: 'send each error to monitoring once, scrubbed before it is sent; SENTRY_DSN turns ours on',
    applies: always,
    requires: exercised,
    maxAgeDays: ages.booted,
    maps: {
      asvs: [
        partly(
          '14.2.3',
          'An error that monitoring is told of holds no secret and no client address; ' +
            'other receivers are not looked at.',
        ),
      ],
      top10: ['A09'],
      cwe: ['CWE-532', 'CWE-778'],
      ssdf: ['RV.1.1'],
      seed: ['Set up monitoring (Sentry)'],
    },
    probes: ['errors-reach-monitoring-scrubbed'],
  }),
  defineControl({
    id: 'runtime-flags',
    section: 'operations',
    severity: 'medium',
    claim:
      'Each start that the files name takes `__proto__` away, and code from text, as far as its framework bears it.',
    why: 'Two favourite steps from a bug in a dependency to the whole process do not exist then.',
    remedy:
      'start it with node --disable-proto=delete --disallow-code-generation-from-strings: in scripts, ' +
      'images, units and manifests; rampart explain runtime-flags',
    applies: always,
    requires: exercised,
    maxAgeDays: ages.booted,
    maps: {
      asvs: [
        partly(
          '15.3.6',
          'The running process has lost the property that leads to a prototype; other ways are not looked at.',
        ),
      ],
      top10: ['A05'],
      cwe: ['CWE-1321', 'CWE-95'],
      ssdf: ['PW.6.2'],
    },
    probes: ['every-start-has-the-flags', 'flags-hold-while-it-runs'],
  }),
];
