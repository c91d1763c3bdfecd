import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { isOpenApi } from '../../src/verify/subjects/openapi.js';
import { operationsOf } from '../../src/verify/subjects/operations-of.js';
import { openRepo } from '../../src/repo/repo.js';
import { verify } from '../../src/verify/verify.js';

const folders: string[] = [];
afterAll(() => folders.forEach((folder) => rmSync(folder, { recursive: true, force: true })));

/** What a booted service is told, each outcome with its reason. */
async function told(server: string, only: readonly string[]): Promise<readonly string[]> {
  const folder = mkdtempSync(join(tmpdir(), 'rampart-ended-'));
  folders.push(folder);
  writeFileSync(
    join(folder, 'package.json'),
    '{"name":"a","version":"1.0.0","scripts":{"start":"node server.js"}}',
  );
  writeFileSync(join(folder, 'server.js'), server);
  const { evidence } = await verify({
    ...{ repo: openRepo(folder), boot: 'boot', url: undefined, reach: 'writes', environment: 'development' },
    ...{ only, routes: [], earlier: [], build: 'never', now: () => new Date(), tell: () => undefined },
  });
  return evidence
    .filter(({ kind }) => kind === 'booted')
    .flatMap(({ probe, findings }) =>
      findings.map(({ outcome, because, where }) => `${probe} ${outcome}: ${because} ${where ?? ''}`),
    );
}

const serving = (more: string) =>
  `require('http').createServer((q, r) => { ${more}; r.end('{}'); }).listen(process.env.PORT);`;
const cheese = `setTimeout(() => { throw new Error('no more cheese'); }`;

describe('a service that ends by itself', () => {
  it.each([
    ['after its first request', serving(`${cheese}, 5)`), ['cors-allowlist', 'http-timeouts']],
    ['soon after its first request', serving(`${cheese}, 700)`), ['cors-allowlist', 'http-timeouts']],
    [
      'after many requests',
      serving(`globalThis.n = (globalThis.n ?? 0) + 1; if (n > 20) ${cheese}, 0)`),
      ['cors-allowlist'],
    ],
  ])('%s is not failed for what was sent', async (_name, server, only) => {
    const said = await told(server, only);
    expect(said.filter((line) => / (?:fail|pass): /.test(line))).toEqual([]);
    expect(said.join('\n')).toContain('it ended: Error: no more cheese');
  });
});

describe('a service that is ended by what was sent', () => {
  it('fails, after a fresh process lived through ordinary requests', async () => {
    const server = serving(`if (q.method === 'OPTIONS') ${cheese}, 0)`);
    const said = await told(server, ['cors-allowlist']);
    expect(said.join('\n')).toMatch(/fail: it stopped answering .*no more cheese, twice; not by ordinary/);
  });

  it('fails where a few slow clients keep the others waiting', async () => {
    const server = `const s = ${serving('')} s.maxConnections = 20;`;
    expect((await told(server, ['http-timeouts'])).join('\n')).toContain(
      'fail: many slow clients keep the others waiting',
    );
  });
});

// Again where this machine was too busy to let a slow client be slow: that is said to be unsure, and no fault.
it('says by which clock seconds were seen', { retry: 2 }, async () => {
  const [said] = await told(
    `const s = ${serving('')} s.headersTimeout = 10000; ` +
      's.requestTimeout = 20000; s.connectionsCheckingInterval = 1000;',
    ['http-timeouts'],
  );
  expect(said).toContain('10 times quickened');
});

describe('an OpenAPI document', () => {
  it.each([
    [{ openapi: '3.0.3', paths: {} }, true],
    [{ openapi: '3.1.0', paths: { '/': {} } }, true],
    [{}, false],
    [null, false],
    [[], false],
    ['3.0.0', false],
    [{ openapi: '3.0.3' }, false],
    [{ openapi: '3.0.3', paths: [] }, false],
    [{ openapi: 3, paths: {} }, false],
    [{ swagger: '2.0', paths: {} }, false],
    [{ paths: {} }, false],
  ])('%j: %s', (document, answer) => expect(isOpenApi(document)).toBe(answer));

  it('has no operations in a path that is nothing', () =>
    expect(operationsOf({ openapi: '3.0.3', paths: { '/a': null } })).toEqual([]));
});
