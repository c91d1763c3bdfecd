import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { run } from '../../src/commands/verify.js';
import type { Call } from '../../src/commands/command.js';
import { exits } from '../../src/errors.js';
import type { Report } from '../../src/report/shape.js';

const folders: string[] = [];
afterEach(() => folders.splice(0).forEach((folder) => rmSync(folder, { recursive: true, force: true })));

function folderWith(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'rampart-verify-'));
  folders.push(folder);
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  return folder;
}

/** One home for a test, so that a second run finds what the first kept. */
let home = '';
beforeEach(() => void (home = folderWith({})));

async function verifyIn(cwd: string, given: Call['given'], positionals: readonly string[] = []) {
  let out = '';
  const stream = { write: (text: string) => ((out += text), true) };
  const io = {
    cwd,
    self: 'npx rampart',
    env: { XDG_STATE_HOME: join(home, 'state'), XDG_CONFIG_HOME: join(home, 'config') },
    stdout: stream,
    stderr: stream,
    format: 'text',
    standing: '',
    talksTo: () => 'pipe',
  };
  const answer = await run({ io, given, positionals } as unknown as Call);
  return { ...answer, out };
}

const ignored = { '.gitignore': '.env*\n' };
const only = { control: ['secrets-gitignore'] };

describe('rampart verify', () => {
  it('refuses a rampart.probes.json that is wrong before it looks at anything', async () => {
    const wrong = folderWith({ ...ignored, 'rampart.probes.json': '{ "requests": [{ "pth": "/" }] }' });
    await expect(verifyIn(wrong, only)).rejects.toMatchObject({
      code: 'RAMPART_BAD_PROBES',
      message: expect.stringContaining('"requests.0.path" is no string') as string,
    });
  });

  it('exits 0 when everything asked for passed', async () => {
    const { exit, out } = await verifyIn(folderWith(ignored), only);
    expect(exit).toBe(exits.done);
    expect(out).toMatch(/pass\s+secrets-gitignore/);
  });

  it('exits 2 on findings, and says what is to be done by hand where no command helps', async () => {
    const { exit, out, document } = await verifyIn(folderWith({ 'a.js': '' }), only);
    expect(exit).toBe(exits.findings);
    expect(out).toContain('by hand: ignore .env and .env.*');
    expect(document).toMatchObject({ schema: 'rampart-report/1', counts: { fail: 1 } });
  });

  it('exits 0 on what it could not look at, and 2 when strict', async () => {
    const folder = folderWith({ 'a.js': '' });
    const unseen = { control: ['cors-allowlist'] };
    expect(await verifyIn(folder, unseen)).toMatchObject({
      exit: exits.done,
      document: { counts: { 'not-assessed': 1 } },
    });
    expect((await verifyIn(folder, { ...unseen, strict: 'yes' })).exit).toBe(exits.findings);
  });

  const started = (start: string, server: string, more: object = {}): Readonly<Record<string, string>> => ({
    ...ignored,
    'package.json': JSON.stringify({ name: 'x', scripts: { start, ...more } }),
    'server.js': server,
  });
  const booted = { boot: 'yes', control: ['cors-allowlist', 'secrets-gitignore'] } as const;

  it.each<[string, Readonly<Record<string, string>>, RegExp]>([
    ['crashes at its start', started('node server.js', 'throw new Error("boom at start")'), /boom at start/],
    [
      'cannot be built',
      started('node dist/server.js', '', { build: 'echo no compiler here >&2; exit 3' }),
      /no compiler here/,
    ],
    [
      'has no start that is understood',
      { ...ignored, 'package.json': '{"scripts":{"start":"make run"}}' },
      /found no way to start it/,
    ],
  ])(
    'exits 2 on a service that %s, says so first, and names it on each line',
    async (_name, files, words) => {
      const { exit, out, document } = await verifyIn(folderWith(files), booted);
      expect(exit).toBe(exits.findings);
      expect(out).toMatch(/^not booted: /);
      expect(out).toMatch(words);
      expect(document).toMatchObject({ problems: [{ kind: 'not-booted' }], counts: { fail: 0, pass: 1 } });
      expect(out).toMatch(/open\s+cors-allowlist\s+\w+: not booted: /);
      expect(out).not.toContain('needs --boot');
    },
  );

  it('exits 2 on an address where nothing answers', async () => {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    await new Promise((resolve) => server.close(resolve));
    const url = `http://127.0.0.1:${port}`;
    const { exit, out, document } = await verifyIn(folderWith(ignored), { url, control: ['cors-allowlist'] });
    expect(exit).toBe(exits.findings);
    expect(document).toMatchObject({ problems: [{ kind: 'not-reached' }] });
    expect(out).toMatch(/^not reached: .*ECONNREFUSED/);
  });

  it('counts lines without a probe, and exits 2 for them alone when strict', async () => {
    const folder = folderWith(ignored);
    const { exit, document } = await verifyIn(folder, only);
    const { counts, unprobed } = document as unknown as Report;
    expect(counts).toMatchObject({ pass: 1, 'not-assessed': 0, inconclusive: 0, fail: 0 });
    expect(unprobed).toBeGreaterThan(0);
    expect(exit).toBe(exits.done);
    expect((await verifyIn(folder, { ...only, strict: 'yes' })).exit).toBe(exits.findings);
  });

  it('writes only where a manifest is, or when told to', async () => {
    const stranger = folderWith(ignored);
    await verifyIn(stranger, {});
    expect(existsSync(join(stranger, 'SECURITY-STATUS.md'))).toBe(false);
    await verifyIn(stranger, { write: 'yes' });
    expect(existsSync(join(stranger, 'SECURITY-STATUS.md'))).toBe(true);
    const ours = folderWith({ ...ignored, 'rampart.json': '{}' });
    await verifyIn(ours, { write: 'no' });
    expect(existsSync(join(ours, 'SECURITY-STATUS.md'))).toBe(false);
    await verifyIn(ours, only);
    expect(existsSync(join(ours, 'SECURITY-STATUS.md'))).toBe(false);
    await verifyIn(ours, {});
    expect(existsSync(join(ours, 'SECURITY-STATUS.md'))).toBe(true);
  });

  it('says that the page was edited by hand, with exit 2, and writes it anew', async () => {
    const folder = folderWith({ ...ignored, 'rampart.json': '{}' });
    const exit = (await verifyIn(folder, { environment: 'development' })).exit;
    const path = join(folder, 'SECURITY-STATUS.md');
    writeFileSync(path, readFileSync(path, 'utf8').replace('- [ ] ', '- [x] '));
    const second = await verifyIn(folder, {});
    expect(second.out).toContain('was edited by hand');
    expect(second).toMatchObject({ exit: exits.findings, document: { page: { state: 'edited' } } });
    const third = await verifyIn(folder, {});
    expect(third.out).not.toContain('was edited by hand');
    expect(third).toMatchObject({ exit, document: { page: { state: 'intact', problems: [] } } });
  });

  it.each<[string, Call['given'], RegExp]>([
    [
      'another host without its name said twice',
      { url: 'https://api.acme.org' },
      /--confirm-target api\.acme\.org/,
    ],
    [
      'another host and another name',
      { url: 'https://api.acme.org', 'confirm-target': 'acme.org' },
      /--confirm-target/,
    ],
    ['no address', { url: 'nonsense' }, /--url/],
    ['another scheme', { url: 'file:///etc/passwd' }, /http or https/],
    ['an unknown control', { control: ['cors'] }, /did you mean "cors-allowlist"/],
    ['an unknown environment', { environment: 'prod' }, /production/],
    ['a route without a path', { route: ['GET'] }, /POST \/orders/],
  ])('refuses %s', async (_name, given, message) => {
    await expect(verifyIn(folderWith(ignored), given)).rejects.toThrow(message);
  });

  it('refuses a folder that is none', async () => {
    await expect(verifyIn(folderWith(ignored), {}, ['missing'])).rejects.toThrow(/a folder/);
  });
});
