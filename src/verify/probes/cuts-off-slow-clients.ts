import { fail, inconclusive, noRoute, onServer, pass } from '../probe.js';
import { quickening } from '../subjects/preloads.js';

interface Transcript {
  readonly positive: number;
  /** How many times faster the server's clock ran; the times are already multiplied back. */
  readonly quickened: number;
  readonly headers: Cut;
  readonly body: Cut;
  readonly others: { readonly status: number; readonly ms: number };
}
interface Cut {
  readonly ended: 'peer' | 'time' | 'error' | 'size' | 'enough';
  readonly seconds: number;
}

const patienceSeconds = 48;

export const cutsOffSlowClients = onServer<Transcript>({
  id: 'cuts-off-slow-clients',
  question: 'Are clients that never finish their headers or body cut off?',
  safety: 'active',
  exercise: async (server) => {
    const { ok, json } = await server.routes();
    const none: Cut = { ended: 'time', seconds: 0 };
    if (ok === undefined)
      return { positive: 0, quickened: 1, headers: none, body: none, others: { status: 0, ms: 0 } };
    const quick = await server.quickened();
    const target = quick ?? server;
    const quickened = quick === undefined ? 1 : quickening;
    const timeoutMs = (patienceSeconds * 1000) / quickened + 500;
    const positive = (await target.request({ path: ok })).status;
    const start = `Host: ${target.host}\r\n${target.head()}`;
    const drip = Array.from({ length: 400 }, () => [{ wait: Math.max(100, 1000 / quickened) }, ' ']).flat();
    const idle = Array.from({ length: 100 }, () =>
      target.raw([`GET ${ok} HTTP/1.1\r\n${start}X-Slow: `], { timeoutMs: timeoutMs / 4 }),
    );
    const [headers, body, others] = await Promise.all([
      target.raw([`GET ${ok} HTTP/1.1\r\n${start}X-Slow: `], { timeoutMs }),
      target.raw(
        [
          `${json?.method ?? 'POST'} ${json?.path ?? ok} HTTP/1.1\r\n${start}Content-Type: application/json\r\nContent-Length: 1000\r\n\r\n{`,
          ...drip,
        ],
        { timeoutMs, persist: 'yes' },
      ),
      target.request({ path: ok }),
      ...idle,
    ]);
    const cut = ({ ended, ms }: { ended: Cut['ended']; ms: number }): Cut => ({
      ended,
      seconds: Math.round((ms * quickened) / 1000),
    });
    return {
      positive,
      quickened,
      headers: cut(headers),
      body: cut(body),
      others: { status: others.status, ms: others.ms },
    };
  },
  read: ({ positive, headers, body, others }) => {
    if (positive < 200 || positive > 299) return [inconclusive(noRoute)];
    const faults = [
      ...(headers.ended === 'time'
        ? [fail(`a client that never ends its headers is still connected after ${patienceSeconds} s`)]
        : []),
      ...(body.ended === 'time'
        ? [fail(`a client that sends a byte a second is still connected after ${patienceSeconds} s`)]
        : []),
      ...(others.status === 0 || others.ms > 3_000
        ? [fail('a hundred slow clients keep the others waiting')]
        : []),
    ];
    return faults.length > 0
      ? faults
      : [
          pass(
            `slow headers are cut off within ${Math.max(1, headers.seconds)} s, a slow body within ${Math.max(1, body.seconds)} s`,
          ),
        ];
  },
});
