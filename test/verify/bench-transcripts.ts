import type { Case } from './source-transcripts.js';

/** What the probes on a bench say about transcripts made by hand. No process is started. */
const unseen: Case = ['nothing listened', { unseen: 'it did not start in production: boom' }, 'inconclusive'];

const flood = (more: object = {}) => ({
  sent: 1001,
  answered: 1001,
  last: 200,
  limitedAt: 1001,
  retryAfter: '900',
  announced: 1000,
  ...more,
});
const open = flood({ limitedAt: undefined });
const limit = (more: object = {}) => ({ positive: 200, flood: flood(), sameNetwork: 'shared', ...more });
const logins = (more: object = {}) => ({
  path: '/login',
  known: 'named',
  elsewhere: 404,
  spent: '',
  limitedAt: undefined,
  retryAfter: undefined,
  statuses: Array.from({ length: 12 }, () => 401),
  ...more,
});
const all = (status: number) => ({ statuses: Array.from({ length: 12 }, () => status) });
const proxied = (more: object = {}) => ({ by: 'logins', limitedAt: 6, honest: 6, neighbour: 404, ...more });
const spoof = (more: object = {}) => ({
  positive: 200,
  direct: flood(),
  honest: 1001,
  proxied: proxied(),
  configurable: 'yes',
  ...more,
});
const print = (answers: readonly string[], more: object = {}) => ({
  state: 'listening',
  why: '',
  answers,
  blind: 0,
  strict: 'yes',
  ...more,
});
const modes = (more: { readonly unset?: object; readonly [name: string]: unknown } = {}) => ({
  production: print(['a']),
  unset: print(['a']),
  staging: print([], { state: 'exited', why: 'it did not start' }),
  development: print(['b']),
  beside: more.unset ?? print(['a']),
  ...more,
});
const attempt = (more: object = {}) => ({
  secret: 'A_TOKEN',
  value: 'missing',
  state: 'exited',
  code: 78,
  named: 'yes',
  shown: 'no',
  taken: '',
  ...more,
});
const tried = (...attempts: readonly object[]) => ({ secrets: ['A_TOKEN'], goodMs: 900, attempts });
const log = { requests: 4, answered: 4, lines: 8, broken: [], untimed: 0, unlevelled: 0, ids: 'found' };
const drain = { positive: 201, inFlight: [201], late: 'refused', code: 0, seconds: 2 };
const end = (more: object = {}) => ({ how: 'rejection', made: 'yes', code: 1, line: 'structured', ...more });
const monitored = (more: object = {}) => ({
  reads: 'yes',
  other: '',
  unread: 0,
  failed: 500,
  afterStart: 0,
  afterError: 1,
  afterCrash: 1,
  crashed: 'yes',
  leaked: [],
  ...more,
});
const canaries = (more: object = {}) => ({
  asked: 9,
  answered: 9,
  logged: 2000,
  failed: 500,
  inLog: [],
  inAnswers: [],
  ...more,
});
const stimulus = (wants: string, status: number, event: string) => ({ what: 'x', wants, status, event });
const events = [
  stimulus('refused credentials', 401, 'authn_login_fail'),
  stimulus('invalid input', 400, 'input_validation_fail'),
  stimulus('exceeded limit', 429, 'excess_rate_limit_exceeded'),
];
const text = (more: object = {}) => ({ text: '<b>', status: 201, ms: 1, back: 'same', ...more });
const verbatim = (more: object = {}, plain: object = {}) => ({ plain: text(plain), seen: [text(more)] });
const bad = (status: number, good: number, more: object = {}) => ({
  what: 'POST /x with null',
  status,
  good,
  place: 'body',
  gone: '',
  ...more,
});
const routes = (...seen: readonly object[]) => ({ catchAll: 'no', routes: 1, untried: [], seen });
const told = (wants: string, status: number, good: number, documented: readonly number[] = [201]) => ({
  what: 'x',
  wants,
  status,
  good,
  documented,
});
const contract = (...seen: readonly object[]) => ({ operations: 1, bodies: 1, on: ['POST /notes'], seen });

export const benchTranscripts: Readonly<Record<string, readonly Case[]>> = {
  'refuses-bad-secrets': [
    ['all refused', tried(attempt()), 'pass'],
    ['it boots', tried(attempt({ state: 'listening', code: 'running' })), 'fail'],
    ['exit 0', tried(attempt({ code: 0 })), 'fail'],
    ['not named', tried(attempt({ named: 'no' })), 'fail'],
    ['value shown', tried(attempt({ shown: 'yes' })), 'fail'],
    ['hangs', tried(attempt({ state: 'silent', code: 'running' })), 'fail'],
    [
      'slow as ever',
      { ...tried(attempt({ state: 'silent', code: 'running' })), goodMs: 14_000 },
      'inconclusive',
    ],
    ['no secret', { secrets: [], goodMs: 900, attempts: [] }, 'inconclusive'],
    ['the port was taken', tried(attempt({ taken: 'port 3998', named: 'no', code: 1 })), 'inconclusive'],
    [
      'one boots, another had no port',
      tried(attempt({ state: 'listening' }), attempt({ taken: 'port 1' })),
      'fail',
    ],
    [
      'more than were tried',
      { ...tried(attempt()), secrets: Array.from({ length: 9 }, (_, at) => `A${at}_TOKEN`) },
      'inconclusive',
    ],
    unseen,
  ],
  'unset-mode-is-production': [
    ['as production', modes(), 'pass'],
    [
      'all alike',
      modes({
        production: print(['GET / -> 200']),
        unset: print(['GET / -> 200']),
        development: print(['GET / -> 200']),
      }),
      'pass',
    ],
    ...[301, 302, 401, 403, 404, 503].map((status): Case => [
      `${status} in every mode`,
      modes({
        production: print([`GET / -> ${status}`]),
        unset: print([`GET / -> ${status}`]),
        development: print([`GET / -> ${status}`]),
      }),
      'inconclusive',
    ]),
    [
      'production on another port',
      modes({ before: 8081, production: print(['a'], { elsewhere: 8081 }) }),
      'fail',
    ],
    ['unset on another port', modes({ unset: print(['a'], { elsewhere: 3000 }) }), 'fail'],
    [
      'both on ports of their own',
      modes({
        before: 8081,
        production: print(['a'], { elsewhere: 8081 }),
        unset: print(['a'], { elsewhere: 3000 }),
      }),
      'fail',
    ],
    [
      'another port each time',
      modes({
        before: 40001,
        production: print(['a'], { elsewhere: 40002 }),
        unset: print(['a'], { elsewhere: 40003 }),
      }),
      'inconclusive',
    ],
    [
      'one port of its own in every mode',
      modes({
        before: 3000,
        production: print(['a'], { elsewhere: 3000 }),
        unset: print(['a'], { elsewhere: 3000 }),
      }),
      'pass',
    ],
    ['as development', modes({ unset: print(['b']) }), 'fail'],
    ['a weak secret', modes({ unset: print(['a'], { strict: 'no' }) }), 'fail'],
    [
      'does not boot',
      modes({ production: print([], { state: 'exited', why: 'it did not start' }) }),
      'inconclusive',
    ],
    [
      'does not boot unset',
      modes({ unset: print([], { state: 'exited', why: 'it did not start' }) }),
      'fail',
    ],
    ['staging is development', modes({ staging: print(['b']) }), 'fail'],
    ['staging is production', modes({ staging: print(['a']) }), 'pass'],
    ['development beside a .env', modes({ beside: print(['b']) }), 'fail'],
    ['a weak secret beside a .env', modes({ beside: print(['a'], { strict: 'no' }) }), 'fail'],
    ['does not boot beside a .env', modes({ beside: print([], { state: 'exited', why: 'boom' }) }), 'pass'],
    [
      'stacks everywhere',
      modes({ production: print(['500 with a stack']), unset: print(['500 with a stack']) }),
      'fail',
    ],
    [
      'a limiter answered',
      modes({
        production: print(['GET / -> 429'], { blind: 1 }),
        unset: print(['GET / -> 429'], { blind: 1 }),
      }),
      'inconclusive',
    ],
    [
      'one answer is missing',
      modes({ production: print(['GET / -> 200']), unset: print(['GET / -> 0'], { blind: 1 }) }),
      'inconclusive',
    ],
    unseen,
  ],
  'limits-each-client': [
    ['limited', limit(), 'pass'],
    ['not limited', limit({ flood: open, sameNetwork: 'not-seen' }), 'fail'],
    ['no Retry-After', limit({ flood: flood({ retryAfter: undefined }) }), 'fail'],
    ['IPv6 apart', limit({ sameNetwork: 'apart' }), 'fail'],
    ['no route', limit({ positive: 0 }), 'inconclusive'],
    ['429 from the start', limit({ positive: 429 }), 'inconclusive'],
    ['it ended under way', limit({ flood: flood({ limitedAt: undefined, answered: 40 }) }), 'inconclusive'],
    ['another refusal', limit({ flood: flood({ limitedAt: undefined, last: 503 }) }), 'inconclusive'],
    unseen,
  ],
  'limits-logins': [
    ['limited', logins({ limitedAt: 6, retryAfter: '9', statuses: [401, 429] }), 'pass'],
    [
      'a spelling escapes',
      logins({ limitedAt: 6, retryAfter: '9', statuses: [401, 429], respelled: 401 }),
      'fail',
    ],
    [
      'a spelling is nowhere',
      logins({ limitedAt: 6, retryAfter: '9', statuses: [401, 429], respelled: 404 }),
      'pass',
    ],
    ['late', logins({ limitedAt: 12, retryAfter: '9' }), 'fail'],
    ['no Retry-After', logins({ limitedAt: 6 }), 'fail'],
    ['not limited', logins(), 'fail'],
    ['sent back to the form', logins(all(302)), 'fail'],
    ['nothing is there, and nothing is limited', logins({ known: 'guessed', ...all(404) }), 'fail'],
    ['dead', logins(all(0)), 'inconclusive'],
    ['not limited, on the only process there is', logins({ spent: 'port 3998 was taken' }), 'fail'],
    [
      'limited by whom, on the only process',
      logins({ spent: 'port 3998 was taken', limitedAt: 2, retryAfter: '9' }),
      'inconclusive',
    ],
    ['429 from the start', logins({ limitedAt: 1, retryAfter: '9', statuses: [429] }), 'inconclusive'],
    ['a wall', logins({ elsewhere: 401 }), 'inconclusive'],
    ['everybody may in', logins(all(200)), 'inconclusive'],
    ['no body fits', logins(all(400)), 'inconclusive'],
    ['its store is missing', logins(all(500)), 'inconclusive'],
    ['forbidden', logins(all(403)), 'inconclusive'],
    unseen,
  ],
  'believes-no-claimed-address': [
    ['limited', spoof(), 'pass'],
    [
      'no limit at all',
      spoof({
        direct: open,
        honest: undefined,
        proxied: proxied({ limitedAt: undefined, honest: undefined }),
      }),
      'inconclusive',
    ],
    ['rotating passes', spoof({ direct: open }), 'fail'],
    [
      'rotating passes, and no proxy is named',
      spoof({
        direct: open,
        configurable: 'no',
        proxied: proxied({ limitedAt: undefined, honest: undefined }),
      }),
      'fail',
    ],
    ['one proxy is named in the source', spoof({ direct: open, configurable: 'no' }), 'pass'],
    [
      'every proxy is believed',
      spoof({ direct: open, configurable: 'no', proxied: proxied({ limitedAt: undefined }) }),
      'fail',
    ],
    ['the left one is believed', spoof({ proxied: proxied({ limitedAt: undefined }) }), 'fail'],
    ['all share', spoof({ proxied: proxied({ neighbour: 429 }) }), 'fail'],
    ['no route', spoof({ positive: 0 }), 'inconclusive'],
    ['https only, and one proxy in the source', spoof({ positive: 308, configurable: 'no' }), 'pass'],
    ['https only', spoof({ positive: 308 }), 'inconclusive'],
    ['it ended under way', spoof({ direct: flood({ limitedAt: undefined, answered: 3 }) }), 'inconclusive'],
    unseen,
  ],
  'keeps-text-verbatim': [
    ['same', verbatim(), 'pass'],
    ['changed', verbatim({ back: 'changed' }), 'fail'],
    ['slow', verbatim({ ms: 15_000 }), 'fail'],
    ['makes it fail', verbatim({ status: 500, back: 'absent' }), 'fail'],
    ['not given back', verbatim({ back: 'absent' }, { back: 'absent' }), 'inconclusive'],
    ['another member of that name', verbatim({ back: 'changed' }, { back: 'changed' }), 'inconclusive'],
    ['no answer', verbatim({ status: 0, back: 'absent' }), 'inconclusive'],
    ['a limiter', verbatim({ status: 429, back: 'absent' }), 'inconclusive'],
    ['a login', verbatim({}, { status: 401, back: 'absent' }), 'inconclusive'],
    ['markup is refused', verbatim({ status: 400, back: 'absent' }), 'inconclusive'],
    unseen,
  ],
  'every-route-refuses-bad-input': [
    ['refused', routes(bad(400, 201)), 'pass'],
    ['refused before the login', routes(bad(422, 401)), 'pass'],
    ['refused before the look-up', routes(bad(400, 404)), 'pass'],
    ['no such path', routes(bad(404, 404, { place: 'path' })), 'pass'],
    ['one taken', routes(bad(400, 201), bad(201, 201)), 'fail'],
    ['one fails', routes(bad(500, 201)), 'fail'],
    ['one ends it', routes(bad(0, 201, { gone: 'it ended: boom' })), 'fail'],
    ['no route', routes(), 'inconclusive'],
    ['a limiter', routes(bad(429, 201)), 'inconclusive'],
    ['a login', routes(bad(401, 401)), 'inconclusive'],
    ['the good one is refused, too', routes(bad(400, 400)), 'inconclusive'],
    ['nothing is there', routes(bad(404, 404)), 'inconclusive'],
    ['sent elsewhere', routes(bad(302, 302)), 'inconclusive'],
    ['its store is missing', routes(bad(500, 500)), 'inconclusive'],
    ['it fails at everything where another route works', routes(bad(500, 500), bad(400, 201)), 'fail'],
    ['no answer', routes(bad(0, 201)), 'inconclusive'],
    ['everything is answered 200', { ...routes(bad(200, 200)), catchAll: 'yes' }, 'inconclusive'],
    unseen,
  ],
  'openapi-tells-the-truth': [
    ['true', contract(told('taken', 201, 201), told('refused', 400, 201)), 'pass'],
    ['a bound not kept', contract(told('refused', 201, 201)), 'fail'],
    ['an undocumented status', contract(told('taken', 201, 201, [200])), 'fail'],
    ['refused although allowed', contract(told('taken', 400, 400)), 'fail'],
    ['a failure', contract(told('refused', 500, 201)), 'fail'],
    ['no bounds', contract(told('taken', 201, 201)), 'fail'],
    ['no bodies', { operations: 3, bodies: 0, on: [], seen: [] }, 'inconclusive'],
    ...[401, 403, 404, 409, 415, 429, 302, 0].map((status): Case => [
      `a sample is answered ${status}`,
      contract(told('taken', status, status), told('refused', 400, status)),
      'inconclusive',
    ]),
    ['a wall', contract(told('refused', 401, 401)), 'inconclusive'],
    ['its store is missing', contract(told('taken', 500, 500)), 'inconclusive'],
    ['another bound is not kept', contract(told('taken', 401, 401), told('refused', 201, 401)), 'fail'],
    unseen,
  ],
  'logs-one-json-object-per-line': [
    ['good', log, 'pass'],
    ['broken', { ...log, broken: ['GET /'] }, 'fail'],
    ['silent', { ...log, lines: 0 }, 'fail'],
    ['no time', { ...log, untimed: 2 }, 'fail'],
    ['no id', { ...log, ids: 'not-found' }, 'fail'],
    ['too few', { ...log, lines: 2 }, 'fail'],
    ['not answered', { ...log, answered: 1, lines: 2 }, 'inconclusive'],
    unseen,
  ],
  'canaries-reach-no-log': [
    ['clean', canaries(), 'pass'],
    ['in the log', canaries({ inLog: ['Cookie'] }), 'fail'],
    ['in an answer', canaries({ inAnswers: ['the query'] }), 'fail'],
    ['nothing is logged', canaries({ logged: 0 }), 'inconclusive'],
    ['nothing answered', canaries({ answered: 0 }), 'inconclusive'],
    ['no handler failed', canaries({ failed: 201 }), 'inconclusive'],
    ['no route takes JSON', canaries({ failed: 0 }), 'inconclusive'],
    unseen,
  ],
  'stimuli-leave-events': [
    ['all', { stimuli: events }, 'pass'],
    ['one leaves none', { stimuli: [...events.slice(1), stimulus('refused credentials', 401, '')] }, 'fail'],
    [
      'one was not provoked',
      { stimuli: [...events.slice(1), stimulus('refused credentials', 404, '')] },
      'inconclusive',
    ],
    ['none was provoked', { stimuli: [stimulus('refused credentials', 0, '')] }, 'inconclusive'],
    unseen,
  ],
  'drains-on-sigterm': [
    ['drained', drain, 'pass'],
    ['cut off', { ...drain, inFlight: [] }, 'fail'],
    ['answered 503', { ...drain, inFlight: [503] }, 'fail'],
    ['killed', { ...drain, code: 'signal' }, 'fail'],
    ['killed, nothing was open', { ...drain, positive: 0, inFlight: [], code: 'signal' }, 'fail'],
    ['still taking', { ...drain, late: '200' }, 'fail'],
    ['does not end', { ...drain, code: 'running' }, 'fail'],
    ['nothing could be held open', { ...drain, positive: 0, inFlight: [] }, 'inconclusive'],
    ['ended by itself', { ...drain, positive: -1, inFlight: [] }, 'inconclusive'],
    unseen,
  ],
  'crashes-loudly': [
    ['loud', { ends: [end()] }, 'pass'],
    ['goes on', { ends: [end({ code: 'running' })] }, 'fail'],
    ['code 0', { ends: [end({ code: 0 })] }, 'fail'],
    ['raw', { ends: [end({ line: 'raw' })] }, 'fail'],
    ['no line', { ends: [end({ line: 'none' })] }, 'fail'],
    ['no error was made', { ends: [end({ made: 'no', code: 'running', line: 'none' })] }, 'inconclusive'],
    ['ended by itself', { ends: [end({ made: 'no', line: 'none' })] }, 'inconclusive'],
    unseen,
  ],
  'errors-reach-monitoring-scrubbed': [
    ['once each', monitored(), 'pass'],
    ['no monitoring', monitored({ reads: 'no' }), 'fail'],
    ['none in what was read', monitored({ reads: 'no', unread: 2 }), 'inconclusive'],
    ['another one', monitored({ reads: 'no', other: 'dd-trace' }), 'inconclusive'],
    ['a secret goes along', monitored({ leaked: ['Cookie'] }), 'fail'],
    ['twice', monitored({ afterError: 2 }), 'fail'],
    ['the crash is not told', monitored({ afterCrash: 0 }), 'fail'],
    ['no crash was made', monitored({ afterCrash: 0, crashed: 'no' }), 'inconclusive'],
    ['something at start', monitored({ afterStart: 1 }), 'fail'],
    ['nothing failed', monitored({ failed: 201 }), 'inconclusive'],
    unseen,
  ],
  'flags-hold-while-it-runs': [
    ['gone', { proto: 'gone', code: 'refused' }, 'pass'],
    ['there', { proto: 'present', code: 'refused' }, 'fail'],
    ['no answer', { proto: '', code: '' }, 'inconclusive'],
    unseen,
  ],
};
