import { always, defineControl } from '../define/control.js';
import { partly, wholly } from '../define/requirement-evidence.js';
import { ages, exercised } from './levels.js';

/** Section 4: what comes in. */
export const input = [
  defineControl({
    id: 'input-no-mutation',
    section: 'input',
    severity: 'critical',
    claim:
      'The texts that were tried come back as they were sent, or are refused: they are not rewritten on the way in.',
    why:
      'A filter that removes <script> makes attacks out of harmless text and damages passwords; ' +
      'encode on output instead.',
    remedy: 'remove the sanitizer: store text as it was sent, and encode it where it is shown',
    applies: always,
    requires: exercised,
    maxAgeDays: ages.booted,
    maps: {
      asvs: [
        partly(
          '1.1.2',
          'Markup comes back as it was sent, so nothing encodes it early; HTML and SQL are not looked at.',
        ),
        partly(
          '1.2.3',
          'Each text with markup or quotes that is taken comes back equal from parsed JSON; ' +
            'JavaScript is not looked at.',
        ),
      ],
      top10: ['A05'],
      cwe: ['CWE-79', 'CWE-182', 'CWE-1333'],
      ssdf: ['PW.5.1'],
      seed: ['Sanitize HTML inputs to prevent XSS'],
    },
    probes: ['rewrites-no-input', 'keeps-text-verbatim'],
  }),
  defineControl({
    id: 'input-validation-coverage',
    section: 'input',
    severity: 'critical',
    claim:
      'Each route that was found and takes input refuses the bad input that was tried, ' +
      'unknown members included, without a 5xx.',
    why: 'The one route without a schema is the one that takes the attack.',
    remedy:
      'declare params, query, body and response of each named route in a schema, and refuse what it does not allow',
    applies: always,
    requires: exercised,
    maxAgeDays: ages.booted,
    maps: {
      asvs: [
        partly(
          '2.2.1',
          'Each route that was found refuses the wrong form, such as unknown members; ' +
            'what the business allows is not known.',
        ),
        wholly('2.2.2', 'Bad input is sent straight to the service, past each client, and is refused there.'),
        partly(
          '15.3.3',
          'In a body, a member that no schema names, such as isAdmin, is refused; ' +
            'known members elsewhere are not tried.',
        ),
      ],
      api: ['API3:2023'],
      top10: ['A05'],
      cwe: ['CWE-20', 'CWE-915'],
      ssdf: ['PW.5.1'],
      seed: ['Validate all user inputs on backend'],
    },
    probes: ['every-route-refuses-bad-input'],
  }),
  defineControl({
    id: 'input-schema-zod',
    section: 'input',
    severity: 'medium',
    claim:
      'The bounds that its OpenAPI document states for JSON bodies hold: what it allows is taken, ' +
      'one step over a bound that was tried is not.',
    why: 'A schema written twice drifts, and clients, tests and reviewers trust the wrong one.',
    remedy: 'make the OpenAPI document from the schemas that check the requests',
    applies: always,
    requires: exercised,
    maxAgeDays: ages.booted,
    maps: {
      asvs: [
        partly(
          '2.2.1',
          'One step over the bounds that the OpenAPI states for a body is refused; ' +
            'queries and inner members are not tried.',
        ),
      ],
      api: ['API9:2023'],
      top10: ['A05'],
      cwe: ['CWE-20', 'CWE-1059'],
      ssdf: ['PW.5.1'],
      seed: ['Add schema validation (Zod, Joi, or Yup)'],
    },
    probes: ['openapi-tells-the-truth'],
  }),
  defineControl({
    id: 'body-size-limits',
    section: 'input',
    severity: 'medium',
    claim:
      'The large, compressed and deeply nested bodies that were tried are refused, ' +
      'and others are served in time meanwhile.',
    why: 'Fifty megabytes per request is a denial of service that anyone can afford.',
    remedy: 'limit the parser to what the routes need, and refuse compressed and deeply nested bodies',
    applies: always,
    requires: exercised,
    maxAgeDays: ages.booted,
    maps: {
      asvs: [
        partly(
          '15.2.2',
          'Others are served in time while huge, packed and deep bodies come in; ' +
            'costly functions of its own are not known.',
        ),
      ],
      api: ['API4:2023'],
      top10: ['A06'],
      cwe: ['CWE-400', 'CWE-409', 'CWE-674'],
      ssdf: ['PW.5.1'],
      seed: ['Implement request size limits (50MB configured)'],
    },
    probes: ['refuses-large-bodies'],
  }),
  defineControl({
    id: 'content-type-enforced',
    section: 'input',
    severity: 'medium',
    claim: 'On a route that takes JSON, the other usual media types are refused.',
    why: 'JSON accepted as text/plain can be posted from any web page without asking.',
    remedy: 'answer 415 to each media type that the route does not take',
    applies: always,
    requires: exercised,
    maxAgeDays: ages.booted,
    maps: {
      asvs: [
        partly(
          '3.5.2',
          'JSON under each type that needs no preflight is refused; one route is asked, ' +
            'and writes without a body are not.',
        ),
      ],
      api: ['API8:2023'],
      top10: ['A01'],
      cwe: ['CWE-352', 'CWE-436'],
      ssdf: ['PW.5.1'],
      seed: ['Add content-type verification'],
    },
    probes: ['refuses-other-media-types'],
  }),
  defineControl({
    id: 'proto-pollution',
    section: 'input',
    severity: 'high',
    claim:
      'JSON with keys that reach a prototype is refused where it was tried, and a later answer is unchanged.',
    why: 'One polluted prototype gives every later request the attacker’s defaults.',
    remedy: 'refuse `__proto__`, constructor and prototype as keys before a body is merged into anything',
    applies: always,
    requires: exercised,
    maxAgeDays: ages.booted,
    maps: {
      asvs: [
        partly(
          '15.3.6',
          'JSON with keys that reach a prototype is refused, and later answers are unchanged; the code is not read.',
        ),
      ],
      top10: ['A05', 'A08'],
      cwe: ['CWE-1321'],
      ssdf: ['PW.5.1'],
    },
    probes: ['refuses-prototype-keys'],
  }),
  defineControl({
    id: 'param-pollution-types',
    section: 'input',
    severity: 'high',
    claim:
      'An array or an object for a scalar, a doubled parameter of the query, ' +
      'NUL and lone surrogates are refused with a 4xx where they were tried.',
    why: 'Handlers expect text; what they do with {"$ne":1} nobody has tested.',
    remedy: 'check types by a schema: no list where a text is meant, no NUL, no lone surrogate',
    applies: always,
    requires: exercised,
    maxAgeDays: ages.booted,
    maps: {
      asvs: [
        partly(
          '15.3.5',
          'Arrays, objects and other types in place of a scalar are refused; how values are compared is not seen.',
        ),
      ],
      top10: ['A05'],
      cwe: ['CWE-235', 'CWE-843', 'CWE-158'],
      ssdf: ['PW.5.1'],
    },
    probes: ['refuses-wrong-shapes'],
  }),
];
