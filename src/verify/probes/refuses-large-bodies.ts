import { fail, inconclusive, onServer, pass } from '../probe.js';
import { conclude, evasionsIn } from '../probing/conclude.js';
import { jsonFootingOf, stillStands, well, type After } from '../probing/footing.js';
import { jsonAsk } from '../subjects/json-ask.js';
import { hostileBodies } from '../probing/hostile-bodies.js';
import { evasionOf, isDone } from '../subjects/answered.js';

interface Transcript {
  readonly unsure: string;
  readonly seen: readonly {
    readonly what: string;
    /** 0 if the connection was cut off. */
    readonly status: number;
    readonly ms: number;
    readonly wants: readonly number[];
  }[];
  /** The slowest answer to another client meanwhile, in milliseconds. */
  readonly slowest: number;
  /** The time of an answer before the test. */
  readonly usual: number;
  /** Why another client got no 2xx. */
  readonly others: string;
  readonly after: After;
}

export const refusesLargeBodies = onServer<Transcript>({
  id: 'refuses-large-bodies',
  question: 'Are large, compressed and deeply nested bodies refused early?',
  how:
    'Sends large, compressed and deeply nested bodies and a long header. One that is not refused, ' +
    'takes long, or keeps another client waiting fails.',
  safety: 'active',
  exercise: async (server) => {
    const client = server.client();
    const neighbour = server.client();
    const footing = await jsonFootingOf(server, client);
    if (!('json' in footing))
      return { unsure: footing.unsure, seen: [], slowest: 0, usual: 0, others: '', after: well };
    const { ok } = footing;
    const usual = (await neighbour.request({ path: ok })).ms;
    const seen = [];
    let slowest = 0;
    let others = '';
    const { json } = footing;
    for (const { what, wants, headers, body, ...rest } of hostileBodies(json, server.kind)) {
      const type = { 'content-type': 'application/json' };
      const [reply, alive] = await Promise.all([
        client.request({ ...jsonAsk(json, body, { ...type, ...headers }), ...rest }),
        neighbour.request({ path: ok }),
      ]);
      slowest = Math.max(slowest, alive.ms);
      if (!isDone(alive.status))
        others ||= `${what}: meanwhile GET ${ok} -> ${alive.status || alive.failure}`;
      seen.push({ what, status: reply.status, ms: reply.ms, wants });
    }
    const long = await client.raw((head) => [
      `GET ${ok} HTTP/1.1\r\nHost: ${server.host}\r\n${head}X-Long: ${'x'.repeat(70_000)}\r\n\r\n`,
    ]);
    const status = long.replies[0]?.status ?? 0;
    seen.push({ what: 'a header of 70 KB', status, ms: long.ms, wants: [431, 400] });
    return { unsure: '', seen, slowest, usual, others, after: await stillStands(server, client, ok) };
  },
  read: ({ unsure, seen, slowest, usual, others, after }) => {
    if (unsure !== '') return [inconclusive(unsure)];
    // If it has ended or no longer answers, the slowness has another cause.
    const stands = after.state === 'well';
    const isSlow = stands && slowest > Math.max(3_000, 3 * usual);
    const faults = seen.flatMap(({ what, status, ms, wants }) => {
      const where = `${what} -> ${status || 'cut off'}`;
      const said = status !== 0 && evasionOf(status) === undefined;
      if (said && !wants.includes(status))
        return [
          fail(status >= 500 ? 'a hostile body makes it fail' : 'a hostile body is not refused', where),
        ];
      return (said || (status === 0 && stands)) && ms > Math.max(5_000, 3 * usual)
        ? [fail(`took ${ms} ms`, where)]
        : [];
    });
    if (isSlow) faults.push(fail(`others waited ${slowest} ms meanwhile`));
    return conclude({
      faults,
      unclear: [...evasionsIn(seen, [0]), others],
      after,
      passed: pass(
        `${seen.length} hostile requests are refused (${seen.map(({ what }) => what).join(', ')}); ` +
          `others waited at most ${slowest < 250 ? 'a quarter of a second' : `${slowest} ms`}`,
      ),
    });
  },
});
