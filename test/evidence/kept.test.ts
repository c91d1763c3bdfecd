import { createHmac } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { booted, cleanUp, keepIn, keptFile, page, passes, plant, scene, ticks, verifyIn } from './scene.js';

afterEach(cleanUp);

const pass = () => 'pass' as const;
const one = { control: ['exposed-paths'] };

describe('what was seen here', { timeout: 120_000 }, () => {
  it('is believed by the next run, and ticks', async () => {
    const here = scene();
    const without = await verifyIn(here, { write: 'no' });
    keepIn(here, booted(here.root, pass));
    const kept = await verifyIn(here);
    expect(passes(kept)).toBeGreaterThan(passes(without) + 15);
    expect(ticks(page(here))).toBeGreaterThan(10);
    expect(kept.document?.notAccepted).toEqual([]);
    expect((await verifyIn(here)).document).toMatchObject({
      page: { state: 'intact' },
      counts: kept.document?.counts,
    });
  });

  it('lies outside of the repository, where nobody else reads', async () => {
    const here = scene();
    await verifyIn(here);
    expect(existsSync(join(here.root, '.rampart'))).toBe(false);
    const [key, kept] = [join(here.home, 'config/rampart/machine.key'), keptFile(here)];
    const modes = [key, kept, join(key, '..'), join(kept, '..')].map((path) => statSync(path).mode & 0o777);
    if (process.platform !== 'win32') expect(modes).toEqual([0o600, 0o600, 0o700, 0o700]);
    expect(readdirSync(join(kept, '..'))).toHaveLength(1);
  });

  it('is written by no run that writes no page', async () => {
    const here = scene();
    await verifyIn(here, { write: 'no' });
    await verifyIn(here, one);
    expect(readdirSync(here.home).sort()).toEqual(['ci.pem', 'ci.pub.pem']);
  });

  it('is what stands between an edit and a tick: with the key of the machine the same edit ticks', async () => {
    const here = scene();
    keepIn(
      here,
      booted(here.root, () => 'fail'),
    );
    const before = await verifyIn(here, { write: 'no' });
    const path = keptFile(here);
    const body = readFileSync(path, 'utf8').replaceAll('"outcome":"fail"', '"outcome":"pass"').split('\n')[1];
    writeFileSync(path, `${readFileSync(path, 'utf8').split('\n')[0] ?? ''}\n${body ?? ''}\n`);
    const edited = await verifyIn(here, { write: 'no' });
    expect(edited.document?.notAccepted[0]?.because).toBe('it was edited, or kept on another machine');
    const key = Buffer.from(
      readFileSync(join(here.home, 'config/rampart/machine.key'), 'utf8').trim(),
      'hex',
    );
    const code = createHmac('sha256', key)
      .update('rampart-kept/1\n')
      .update(`${body ?? ''}\n`)
      .digest('hex');
    writeFileSync(path, `rampart-kept/1 ${code}\n${body ?? ''}\n`);
    const forged = await verifyIn(here, { write: 'no' });
    expect(passes(edited)).toBeLessThan(passes(forged));
    expect(passes(forged)).toBeGreaterThan(passes(before) + 15);
  });

  it('of another folder or another repository in its place is not believed', async () => {
    const [here, other] = [scene('one'), scene('two')];
    keepIn(here, booted(here.root, pass));
    keepIn(
      { ...other, env: here.env },
      booted(other.root, () => 'fail'),
    );
    const [mine, theirs] = readdirSync(join(here.home, 'state/rampart/evidence')).map((name) =>
      join(here.home, 'state/rampart/evidence', name),
    );
    renameSync(mine ?? '', `${mine ?? ''}.tmp`);
    renameSync(theirs ?? '', mine ?? '');
    renameSync(`${mine ?? ''}.tmp`, theirs ?? '');
    const swapped = await verifyIn(here, { write: 'no' });
    expect(swapped.document?.notAccepted).toMatchObject([{ because: 'it is about another folder' }]);

    keepIn(here, booted(here.root, pass));
    writeFileSync(join(here.root, 'package.json'), '{"name":"another"}');
    const replaced = await verifyIn(here, { write: 'no' });
    expect(passes(replaced)).toBe(passes(swapped));
    expect(replaced.document?.notAccepted[0]?.because).toBe(
      'it is about the package "scene", here is "another"',
    );
  });

  it('goes stale with the files, and is not kept where there is no place for it, which is said', async () => {
    const here = scene();
    keepIn(here, booted(here.root, pass));
    writeFileSync(join(here.root, 'server.js'), 'changed');
    expect((await verifyIn(here, { write: 'no' })).document?.counts.stale).toBeGreaterThan(15);
    for (const env of [
      {},
      { XDG_STATE_HOME: join(here.root, 'state'), XDG_CONFIG_HOME: join(here.root, 'config') },
    ]) {
      const homeless = await verifyIn({ ...here, env });
      expect(homeless.out).toContain('is not kept for the next one: there is no folder for it');
      expect(existsSync(join(here.root, 'state'))).toBe(false);
    }
  });

  it('is never a file of the repository', async () => {
    const here = scene();
    const before = await verifyIn(here, { write: 'no' });
    plant(
      here.root,
      '.rampart/evidence.json',
      JSON.stringify({ schema: 'rampart-evidence/1', evidence: booted(here.root, pass) }),
    );
    const after = await verifyIn(here, { write: 'no' });
    expect(passes(after)).toBe(passes(before));
    expect(after.out).toContain('evidence inside a repository is never accepted');
  });

  it('survives two runs at once', async () => {
    const here = scene();
    await Promise.all([verifyIn(here), verifyIn(here), verifyIn(here)]);
    const after = await verifyIn(here);
    expect(after.document?.notAccepted).toEqual([]);
    expect(readdirSync(here.root).filter((name) => name.endsWith('.tmp'))).toEqual([]);
  });
});
