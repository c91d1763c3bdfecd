import { execFile } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, expect, it } from 'vitest';
import { clone, cleanUp, commit, pagePath, scene, type Scene } from '../evidence/scene.js';
import { cli } from './support/service.js';

afterEach(cleanUp);

const server = `require('node:http').createServer((request, response) => {
  response.statusCode = request.url === '/' ? 200 : 404;
  response.end('x');
}).listen(process.env.PORT, '127.0.0.1');\n`;

/** Boots nothing that is not there: a service of node alone. */
function service(): Scene {
  const made = scene();
  writeFileSync(join(made.root, 'server.js'), server);
  writeFileSync(
    join(made.root, 'package.json'),
    '{"name":"s","version":"1.0.0","scripts":{"start":"node server.js"}}',
  );
  rmSync(join(made.root, 'rampart.json'));
  commit(made.root);
  return made;
}

async function rampart(
  { root, env }: Scene,
  ...args: readonly string[]
): Promise<{ code: number; out: string }> {
  const options = { cwd: root, env: { ...process.env, ...env }, timeout: 90_000 };
  try {
    const { stdout, stderr } = await promisify(execFile)(process.execPath, [cli, ...args], options);
    return { code: 0, out: stdout + stderr };
  } catch (error) {
    const { code, stdout = '', stderr = '' } = error as { code: number; stdout?: string; stderr?: string };
    return { code, out: stdout + stderr };
  }
}

it('what was seen on a boot in one clone counts in another, by its signature, and nowhere without', async () => {
  const ci = service();
  const here = clone(ci);
  const out = join(ci.home, 'seen.json');
  const only = ['--control', 'exposed-paths'];
  const seen = await rampart(
    ci,
    'verify',
    '--boot',
    ...only,
    '--evidence-out',
    out,
    '--sign-key',
    ci.ci.secret,
  );
  expect(seen.out).toMatch(/pass +exposed-paths +proven locally/);
  expect((await rampart(here, 'verify', ...only)).out).toMatch(/open +exposed-paths/);

  const accepted = await rampart(here, 'verify', ...only, '--evidence', out, '--trust', ci.ci.open);
  expect(accepted).toMatchObject({
    code: 0,
    out: expect.stringMatching(/pass +exposed-paths +proven locally/) as string,
  });

  const envelope = readFileSync(out, 'utf8');
  writeFileSync(out, envelope.replace(/"sig":"..../, '"sig":"AAAA'));
  const edited = await rampart(here, 'verify', ...only, '--evidence', out, '--trust', ci.ci.open);
  expect(edited.out).toMatch(/^evidence not accepted: .*its signature does not match/);
  expect(edited).toMatchObject({ code: 2, out: expect.stringMatching(/open +exposed-paths/) as string });

  writeFileSync(out, envelope);
  writeFileSync(join(here.root, 'server.js'), `${server}// later\n`);
  const changed = await rampart(here, 'verify', ...only, '--evidence', out, '--trust', ci.ci.open);
  expect(changed).toMatchObject({
    code: 2,
    out: expect.stringContaining('its files are not those here') as string,
  });
});

it('runs at once make one key, and leave whole files', async () => {
  const here = scene();
  const runs = await Promise.all(Array.from({ length: 6 }, () => rampart(here, 'verify')));
  expect(runs.map(({ out }) => /not kept|not accepted/.test(out))).toEqual(runs.map(() => false));
  const kept = join(here.home, 'state/rampart/evidence');
  expect([readdirSync(kept).length, readdirSync(join(here.home, 'config/rampart'))]).toEqual([
    1,
    ['machine.key'],
  ]);
  expect(existsSync(pagePath(here))).toBe(true);
  expect(readdirSync(here.root).filter((name) => name.includes('.tmp'))).toEqual([]);
  expect((await rampart(here, 'verify')).out).not.toContain('not accepted');
});
