import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { fail, inconclusive, onBench, pass } from '../probe.js';
import { openCollector } from '../subjects/collector.js';
import { jsonAsk } from '../subjects/json-ask.js';
import { crashMark, crashPreload, faultCanaries, faultMarker } from '../subjects/preloads.js';
import { sharedBoot, withBoot } from '../subjects/with-boot.js';
import { faulty } from '../probing/collect-replies.js';

interface Transcript {
  readonly reads: 'yes' | 'no';
  /** Sources that could not be read and may name the setting. */
  readonly unread: number;
  /** A package that reports errors to another service. */
  readonly other: string;
  /** The status of the request whose handler failed; 0 if no route takes JSON. */
  readonly failed: number;
  readonly afterStart: number;
  readonly afterError: number;
  readonly afterCrash: number;
  /** Whether the crash happened at all. */
  readonly crashed: 'yes' | 'no';
  readonly leaked: readonly string[];
}

/** Its DSN points to our collector. The transcript does not contain the values of the canaries. */
export const errorsReachMonitoringScrubbed = onBench<Transcript>({
  id: 'errors-reach-monitoring-scrubbed',
  question: 'Does an error reach monitoring exactly once, a crash too, with no secret in it?',
  how:
    'Collects what is sent to its SENTRY_DSN when a handler fails and the process crashes. Other than ' +
    'one event for each, or a secret in an event, fails.',
  safety: 'disruptive',
  exercise: async (bench) => {
    const unread = bench.written.unread.length;
    const nothing = {
      unread,
      failed: 0,
      afterStart: 0,
      afterError: 0,
      afterCrash: 0,
      crashed: 'no' as const,
      leaked: [],
    };
    const other = bench.packages.find((name) => reporters.test(name)) ?? '';
    if (bench.reads('SENTRY_DSN') === 'no') return { reads: 'no', other, ...nothing };
    const own = randomBytes(48).toString('base64url');
    const [secret] = bench.secrets;
    const canaries: Record<string, string> = {
      ...faultCanaries,
      ...(secret === undefined ? {} : { [`the service’s own ${secret}`]: own }),
    };
    const canary = (where: string): string => (canaries[where] = `cnry${randomBytes(16).toString('hex')}`);
    const collector = await openCollector();
    const run = {
      profile: 'production',
      env: { SENTRY_DSN: collector.dsn, ...(secret === undefined ? {} : { [secret]: own }) },
      preload: crashPreload('rejection'),
    } as const;
    try {
      const { jsons } = await (await sharedBoot(bench, 'production')).server.routes();
      const [json] = jsons;
      if (json === undefined) return { reads: 'yes', other, ...nothing };
      return await withBoot(bench, run, async (boot) => {
        const afterStart = await collector.events(1, 300);
        const body = faulty({ ...json.sample }, `${faultMarker}-${canary('the body')}`);
        const { status } = await boot.server.request(
          jsonAsk(json, body, {
            'content-type': 'application/json',
            authorization: `Bearer ${canary('Authorization')}`,
            cookie: `session=${canary('Cookie')}`,
            referer: `https://rampart.test/?token=${canary('Referer')}`,
            'x-forwarded-for': clientAddress,
          }),
        );
        await collector.events(afterStart + 1, 5_000);
        await sleep(500);
        const afterError = await collector.events(0, 0);
        boot.signal('SIGUSR2');
        await boot.ended(15_000);
        const afterCrash = await collector.events(0, 0);
        const received = collector.bodies().join('\n');
        return {
          reads: 'yes',
          other,
          unread,
          failed: status,
          afterStart,
          afterError: afterError - afterStart,
          afterCrash: afterCrash - afterError,
          crashed: boot.stderr().includes(crashMark) ? 'yes' : 'no',
          leaked: Object.entries({ ...canaries, 'the client’s address': clientAddress })
            .filter(([, value]) => received.includes(value))
            .map(([where]) => where),
        };
      });
    } finally {
      await collector.close();
    }
  },
  read: ({ reads, other, unread, failed, afterStart, afterError, afterCrash, crashed, leaked }) => {
    if (reads === 'no')
      return other === '' && unread === 0
        ? [fail('reads no SENTRY_DSN: nobody is told of its errors')]
        : other === ''
          ? [
              inconclusive(
                `no SENTRY_DSN is read, as far as could be told: ${unread} source files were not read`,
              ),
            ]
          : [inconclusive(`what ${other} is sent cannot be looked at: no SENTRY_DSN is read`)];
    if (failed < 500)
      return [
        inconclusive(
          `no handler could be made to fail (${failed === 0 ? 'no route takes JSON' : `-> ${failed}`}), ` +
            'so nothing was to be reported',
        ),
      ];
    const faults = [
      ...leaked.map((where) => fail(`${where} was sent to monitoring`)),
      ...(afterStart > 0 ? [fail('an event was sent before anything had failed')] : []),
      ...(afterError === 1 ? [] : [fail(`one error gave ${afterError} events`, `-> ${failed}`)]),
      ...(afterCrash === 1 || crashed === 'no'
        ? []
        : [fail(`a crash gave ${afterCrash} events before the process ended`)]),
    ];
    if (faults.length > 0) return faults;
    return [
      crashed === 'no'
        ? inconclusive('the running process took no signal, so no crash was made in it')
        : pass('an error and a crash gave one event each, without a secret'),
    ];
  },
});

/** Packages that report errors. This version can only receive them if they take a Sentry DSN. */
const reporters =
  /^(?:@sentry\/|@bugsnag\/|@honeybadger-io\/|@opentelemetry\/sdk-node|@google-cloud\/error-reporting|rollbar|dd-trace|newrelic|elastic-apm-node|applicationinsights|raygun)/;

const clientAddress = '203.0.113.201';
