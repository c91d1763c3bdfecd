import { createServer } from 'node:http';
import type { RequestListener } from 'node:http';
import { createServer as createHttp2Server } from 'node:http2';
import type { AddressInfo, Server } from 'node:net';
import { afterAll, describe, expect, it } from 'vitest';
import { toldNothing } from '../../src/verify/told-nothing.js';
import { verify } from '../../src/verify/verify.js';

const open: Server[] = [];
afterAll(() => open.forEach((server) => server.close()));

async function at(server: Server): Promise<URL> {
  open.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
}
const serve = (listener: RequestListener): Promise<URL> => at(createServer(listener));

const look = async (url: URL, only: readonly string[] = [], reach: 'reads' | 'writes' = 'reads') =>
  verify({
    ...{ repo: undefined, boot: 'static', url, reach, environment: 'staging', only },
    ...{ routes: [], earlier: [], now: () => new Date(), tell: () => undefined },
  });

const always =
  (status: number, headers = {}): RequestListener =>
  (_req, res) =>
    void res.writeHead(status, headers).end('{}');
const elsewhere = { location: 'https://login.example/' };

/** The first few are answered as by a service, then every connection is closed. */
function closing(): RequestListener {
  let count = 0;
  return (_req, res) => void ((count += 1) > 2 ? res.destroy() : res.writeHead(500).end());
}

describe('a look at an address that tells nothing is trouble', () => {
  it.each([
    ['429', () => always(429), /429/],
    ['401', () => always(401), /401/],
    ['403', () => always(403), /403/],
    ['503', () => always(503), /503/],
    ['a redirect elsewhere', () => always(302, elsewhere), /302 to https:\/\/login/],
    ['closed connections', closing, /./],
  ] as const)('%s', async (_name, listener, reason) => {
    for (const only of [[], ['security-headers']]) {
      const { troubles } = await look(await serve(listener()), only);
      expect(troubles).toEqual([
        {
          of: 'url',
          because: expect.stringMatching(/^nothing could be told of it: /) as string,
          said: [],
        },
      ]);
      expect(troubles[0]?.because).toMatch(reason);
    }
  });

  it('a service that speaks HTTP/2 alone', async () => {
    const { troubles } = await look(await at(createHttp2Server((_req, res) => res.end('{}')) as Server));
    expect(troubles.map(({ because }) => because)).toEqual([expect.stringMatching(/HTTP\/1\.1/)]);
  });
});

describe('a look that tells something is none', () => {
  it.each([
    ['careless', always(200)],
    [
      'one page alone',
      ((req, res) => void (req.url === '/' ? res.end('{}') : res.writeHead(401).end())) as RequestListener,
    ],
  ])('%s', async (_name, listener) => {
    expect((await look(await serve(listener), ['security-headers', 'cors-allowlist'])).troubles).toEqual([]);
  });
});

describe('what was not asked is no trouble', () => {
  const evidence = (...outcomes: readonly ('pass' | 'fail' | 'inconclusive' | 'not-assessed' | 'error')[]) =>
    outcomes.map((outcome) => ({
      ...{
        probe: 'names-no-software',
        kind: 'live',
        environment: 'staging',
        at: '',
        target: '',
        subject: '',
      },
      findings: [{ outcome, because: outcome }],
    })) as unknown as Parameters<typeof toldNothing>[1];

  it.each([
    [[], 0],
    [['not-assessed'], 0],
    [['pass', 'inconclusive'], 0],
    [['fail', 'error'], 0],
    [['inconclusive', 'not-assessed'], 1],
    [['error'], 1],
  ] as const)('%j', (outcomes, count) => {
    expect(toldNothing('url', evidence(...outcomes))).toHaveLength(count);
  });

  it('how a process ends is no talk with it', () => {
    const [ended] = evidence('fail').map((one) => ({ ...one, probe: 'crashes-loudly' as const }));
    const bare = ended === undefined ? [] : [ended];
    expect(toldNothing('boot', bare)).toEqual([]);
    expect(toldNothing('boot', [...bare, ...evidence('inconclusive')])).toHaveLength(1);
    expect(toldNothing('boot', [...bare, ...evidence('pass')])).toEqual([]);
  });

  it('names the most frequent reason', () => {
    const [trouble] = toldNothing('boot', evidence('error', 'inconclusive', 'inconclusive', 'not-assessed'));
    expect(trouble).toEqual({ of: 'boot', because: 'nothing could be told of it: inconclusive', said: [] });
  });
});
