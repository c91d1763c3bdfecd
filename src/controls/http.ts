import { always, defineControl } from '../define/control.js';
import { partly, wholly } from '../define/requirement-evidence.js';
import { ages, observed } from './levels.js';

/** HTTP itself: framing, methods, paths. Shown with section 3. */
export const http = [
  defineControl({
    id: 'http-parser-strict',
    section: 'api',
    severity: 'high',
    claim:
      'The ambiguous requests that were tried are refused and their connections closed; ' +
      'a false Host moves no answer that was looked at.',
    why: 'Where proxy and service read one message differently, a second request hides between them.',
    remedy:
      'leave Node’s parser strict, refuse requests with two lengths or hosts, and answer only hosts that are yours',
    applies: always,
    requires: observed,
    maxAgeDays: ages.seen,
    maps: {
      asvs: [
        partly(
          '4.2.1',
          'Messages that two parsers could read in two ways are refused; HTTP/2, and servers in front, ' +
            'are not asked apart.',
        ),
        partly(
          '3.7.2',
          'A false Host, or a path like //host, moves no redirect; parameters that name a target are not tried.',
        ),
      ],
      top10: ['A02'],
      cwe: ['CWE-444', 'CWE-346', 'CWE-644'],
      ssdf: ['PW.5.1'],
    },
    probes: ['refuses-ambiguous-framing', 'ignores-a-poisoned-host', 'refuses-foreign-upgrades'],
  }),
  defineControl({
    id: 'methods-allowlist',
    section: 'api',
    severity: 'medium',
    claim:
      'On the path that was asked, methods that it does not have are refused, a 405 has Allow, ' +
      'and TRACE echoes nothing.',
    why: 'Methods nobody thought of reach handlers nobody wrote them for.',
    remedy: 'answer 405 with Allow for a method that a path does not have, and never echo TRACE',
    applies: always,
    requires: observed,
    maxAgeDays: ages.seen,
    maps: {
      asvs: [
        partly('4.1.4', 'On one path, TRACE, PROPFIND and MKCOL are refused; other paths are not asked.'),
        wholly('13.4.4', 'TRACE on a path that works is refused, and repeats nothing of the request.'),
      ],
      api: ['API8:2023'],
      top10: ['A02'],
      cwe: ['CWE-749', 'CWE-650'],
      ssdf: ['PW.5.1'],
    },
    probes: ['refuses-other-methods'],
  }),
  defineControl({
    id: 'exposed-paths',
    section: 'api',
    severity: 'medium',
    claim:
      'No settings, sources, documentation or debug page is served at the usual paths that were asked for.',
    why: 'Scanners ask for the same sixty paths on every new address, within minutes.',
    remedy: 'serve no folder that holds more than public files, and no debug page to strangers',
    applies: always,
    requires: observed,
    maxAgeDays: ages.seen,
    maps: {
      asvs: [
        partly(
          '13.4.1',
          'HEAD and config of a .git folder are not served; whether one lies beside the service is not looked at.',
        ),
        partly(
          '13.4.2',
          'Usual debug addresses tell no memory, setting or process id in JSON; ' +
            'a mode without an address is not seen.',
        ),
        partly(
          '13.4.3',
          'Four usual folders show no list in the form that servers give it; other folders are not asked.',
        ),
        partly(
          '13.4.5',
          'OpenAPI in JSON, its pages and metrics are not at their usual addresses; others are not asked.',
        ),
      ],
      api: ['API9:2023'],
      top10: ['A02'],
      cwe: ['CWE-538', 'CWE-552'],
      ssdf: ['PW.9.1'],
    },
    probes: ['serves-no-private-paths'],
  }),
];
