import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { exits } from '../../src/errors.js';
import { integrity, withSeal } from '../../src/report/page-state.js';
import {
  booted,
  cleanUp,
  envOf,
  folder,
  keepIn,
  page,
  pagePath,
  scene,
  verifyIn,
  type Scene,
} from './scene.js';

afterEach(cleanUp);

const pass = () => 'pass' as const;

describe('the page', { timeout: 120_000 }, () => {
  const written = async (): Promise<Scene> => {
    const here = scene();
    keepIn(here, booted(here.root, pass));
    await verifyIn(here);
    return here;
  };

  it('is no edit when git changed its line ends', async () => {
    const here = await written();
    writeFileSync(pagePath(here), page(here).replaceAll('\n', '\r\n'));
    expect((await verifyIn(here, { write: 'no' })).document?.page).toMatchObject({
      state: 'intact',
      problems: [],
    });
  });

  it('that is edited is exit 2 also of a run for one control, and the seal alone would not tell', async () => {
    const here = await written();
    expect((await verifyIn(here, { control: ['secrets-gitignore'] })).exit).toBe(exits.done);
    const forged = withSeal(
      page(here)
        .replace(/<!-- rampart sha256.*\n/, '')
        .replace('**NO**', '**YES**'),
    );
    writeFileSync(pagePath(here), forged);
    expect(integrity(forged)).toBe('intact');
    const ran = await verifyIn(here, { control: ['secrets-gitignore'] });
    expect(ran).toMatchObject({ exit: exits.findings, document: { page: { state: 'unknown' } } });
    expect(ran.out).toMatch(
      /^page not believed: SECURITY-STATUS\.md was edited by hand and sealed again, or written elsewhere/,
    );
  });

  it('of an earlier run here is called that', async () => {
    const here = await written();
    const before = page(here);
    writeFileSync(join(here.root, 'server.js'), 'changed');
    await verifyIn(here);
    writeFileSync(pagePath(here), before);
    const ran = await verifyIn(here, { write: 'no' });
    expect(ran.document?.page).toMatchObject({ state: 'older', problems: [] });
    expect(ran.out).toContain('it was written here at');
  });

  it('in a fresh clone is unknown, and a finding only where it claims what this run did not see', async () => {
    const plain = scene();
    await verifyIn(plain);
    const fresh = await verifyIn({ ...plain, env: envOf(folder('nobody')) }, { write: 'no' });
    expect(fresh.document?.page).toMatchObject({ state: 'unknown', problems: [] });
    expect(fresh.out).toContain('whether it was edited cannot be told');
    const here = await written();
    const there = await verifyIn({ ...here, env: envOf(folder('nobody')) }, { write: 'no' });
    expect(there.document?.page.problems[0]).toMatch(/claims what this run did not see, in \d+ lines: /);
  });

  it('that is signed is known everywhere, for these files and no others', async () => {
    const here = scene();
    keepIn(here, booted(here.root, pass));
    await verifyIn(here, { 'sign-key': here.ci.secret });
    const fresh = { ...here, env: envOf(folder('nobody')) };
    const given = { write: 'no', trust: [here.ci.open] };
    expect((await verifyIn(fresh, given)).document?.page).toMatchObject({ state: 'intact', problems: [] });
    const signed = page(here);
    writeFileSync(pagePath(here), signed.replace('- [ ]', '- [x]'));
    expect((await verifyIn(fresh, given)).document?.page.state).toBe('edited');
    const [body = '', signature = ''] = signed.split(/(?=<!-- rampart signature)/);
    const forged = withSeal(body.replace(/<!-- rampart sha256.*\n/, '').replace('- [ ]', '- [x]'));
    writeFileSync(pagePath(here), forged + signature);
    expect((await verifyIn(fresh, given)).document?.page).toMatchObject({
      state: 'edited',
      because: expect.stringContaining('signature') as string,
    });
    writeFileSync(pagePath(here), signed);
    writeFileSync(join(here.root, 'server.js'), 'changed');
    const elsewhere = await verifyIn(fresh, given);
    expect(elsewhere.document?.page.state).toBe('unknown');
    expect(elsewhere.document?.page.problems).toHaveLength(1);
  });

  it('of somebody else, of the same name, is left to them', async () => {
    const here = scene();
    rmSync(join(here.root, 'rampart.json'));
    writeFileSync(pagePath(here), '# Our security\n\n- [x] all of it\n');
    const ran = await verifyIn(here, { write: 'yes' });
    expect(ran.document?.page).toMatchObject({ state: 'theirs', problems: [] });
    expect(ran.out).toContain('is left as it is');
    expect(page(here)).toContain('all of it');
  });

  it('of a stranger is read in bounded time', async () => {
    const here = scene();
    for (const text of [
      `- [ ] ${'~~a~~ (not applicable: '.repeat(60_000)}[x]\n`,
      '**Status:** OPEN (1/1)\n'.repeat(60_000),
      `- [x] ${' (a'.repeat(400_000)}\n`,
      `# rampart\n${'<!-- rampart sha256 '.repeat(60_000)}`,
    ]) {
      writeFileSync(pagePath(here), withSeal(text));
      const started = Date.now();
      const ran = await verifyIn({ ...here, env: envOf(folder('nobody')) }, { write: 'no' });
      expect(ran.document?.page.problems.length).toBeGreaterThan(0);
      expect(Date.now() - started).toBeLessThan(10_000);
    }
  });
});
