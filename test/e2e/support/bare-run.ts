import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { copySources } from '../../../src/verify/isolation/copy.js';
import { guardText } from '../../../src/verify/isolation/guard.js';
import { linkModules, modulesOf } from '../../../src/verify/isolation/modules.js';
import { sweepText } from '../../../src/verify/isolation/sweep.js';

export type Without = 'guard' | 'copy' | 'clean environment' | 'sweep';

export interface BareRun {
  readonly root: string;
  readonly without: Without;
  readonly until: () => boolean;
}

/** Runs `node server.js` with the same means as a boot without namespaces, but for one. */
export async function bareRun({ root, without, until }: BareRun): Promise<void> {
  const place = realpathSync(mkdtempSync(join(tmpdir(), 'rampart-bare-')));
  const copy = join(place, 'copy');
  const ports = join(place, 'ports');
  mkdirSync(ports);
  const { modules: met } = copySources({ from: root, to: copy, leaves: () => false });
  linkModules({ root, copy, modules: modulesOf(root, met) });
  const guard = join(place, 'guard.cjs');
  const cwd = without === 'copy' ? root : copy;
  const log = join(place, 'refused');
  const options = {
    path: guard,
    ports,
    log,
    allowed: [],
    port: 0,
    loopback: 'shared',
    folders: [cwd, place],
    readOnly: [],
  } as const;
  writeFileSync(guard, without === 'guard' ? '' : guardText(options));
  writeFileSync(join(place, 'sweep.cjs'), sweepText);
  const { PATH } = process.env;
  const child = spawn(process.execPath, ['server.js'], {
    cwd,
    stdio: 'ignore',
    env: {
      ...(without === 'clean environment' ? process.env : { PATH }),
      PORT: '0',
      NODE_OPTIONS: `--require=${guard}`,
    },
  });
  const ended = new Promise((resolve) => child.once('exit', resolve));
  for (let tries = 0; !until() && tries < 200; tries += 1) await sleep(50);
  await sleep(300);
  child.kill('SIGKILL');
  await ended;
  if (without !== 'sweep')
    await new Promise((resolve) =>
      spawn(process.execPath, [join(place, 'sweep.cjs'), guard], { stdio: 'ignore' }).once('exit', resolve),
    );
  rmSync(place, { recursive: true, force: true });
}
