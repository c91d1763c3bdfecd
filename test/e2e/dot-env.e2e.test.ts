import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { spawn, type ChildProcess } from 'node:child_process';
import { beforeAll, describe, expect, it } from 'vitest';
import { ended, freePort, generate, install, run } from './support/service.js';

/** What lies in a .env is read by `dev` alone: `start` beside it is production. */
describe.each(['express', 'nest'])('%s', (framework) => {
  let folder = '';
  beforeAll(() => {
    folder = generate(`dot-env-${framework}`, ['--framework', framework]);
    install(folder);
    run('npm', ['run', 'build'], folder);
  });

  /** As a person does it: nothing but PATH and a port of its own; NODE_ENV is not set. */
  const script = async (name: string): Promise<{ child: ChildProcess; port: number }> => {
    const port = await freePort();
    const env = { PATH: process.env.PATH ?? '', PORT: String(port), npm_config_engine_strict: 'false' };
    const child = spawn('npm', ['run', name], { cwd: folder, env, detached: true });
    return { child, port };
  };
  const stop = ({ pid }: ChildProcess): boolean => pid !== undefined && process.kill(-pid, 'SIGKILL');

  async function answers(port: number): Promise<'yes' | 'no'> {
    for (let turn = 0; turn < 80; turn += 1) {
      const found = await fetch(`http://127.0.0.1:${String(port)}/openapi.json`).catch(() => undefined);
      if (found?.status === 200) return 'yes';
      await sleep(250);
    }
    return 'no';
  }

  it('starts in production beside a .env that says development', async () => {
    const { code, text } = await ended((await script('start')).child);
    expect(code).toBe(78);
    expect(text).toContain('PUBLIC_ORIGIN is missing');
    expect(text).toContain('copy the example of .env to .env');
  });

  it('would start in development if .env were read before the mode is known', async () => {
    const path = join(folder, 'dist/config.js');
    const built = readFileSync(path, 'utf8');
    const weak = built.replace(
      "modeOf(process.env) !== 'production'",
      "process.env.NODE_ENV !== 'production'",
    );
    expect(weak).not.toBe(built);
    writeFileSync(path, weak);
    const { child, port } = await script('start');
    try {
      expect(await answers(port)).toBe('yes');
    } finally {
      stop(child);
      writeFileSync(path, built);
    }
  });

  it('develops with .env, and says what to copy where there is none', async () => {
    const { child, port } = await script('dev');
    try {
      expect(await answers(port)).toBe('yes');
    } finally {
      stop(child);
    }
    renameSync(join(folder, '.env'), join(folder, '.env.away'));
    const bare = await script('dev');
    let text = '';
    bare.child.stderr?.on('data', (data: Buffer) => (text += data.toString()));
    for (let turn = 0; turn < 80 && !text.includes('example of .env'); turn += 1) await sleep(250);
    stop(bare.child);
    renameSync(join(folder, '.env.away'), join(folder, '.env'));
    expect(text).toContain('OPERATIONS_TOKEN is missing');
    expect(text).toContain('copy the example of .env to .env');
  });
});
