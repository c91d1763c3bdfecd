// Runs a command with another Node line first on the PATH: node test/nodes/run.mjs 26 npm test
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

const [line, command, ...args] = process.argv.slice(2);
const here = import.meta.dirname;
const bin = join(here, 'node_modules', `node-${line}`, 'bin');
if (!existsSync(join(bin, 'node'))) {
  const installed = spawnSync('npm', ['ci', '--no-bin-links', '--no-audit', '--no-fund'], {
    cwd: here,
    stdio: 'inherit',
  });
  if (installed.status !== 0) process.exit(installed.status ?? 1);
}
if (!existsSync(join(bin, 'node'))) {
  process.stderr.write(`Expected one of the lines in test/nodes/package.json on linux-x64, got "${line}".\n`);
  process.exit(5);
}
// Children find this Node too: a plain spawn('node') would get the one that started us.
const env = { ...process.env, PATH: `${bin}${delimiter}${process.env.PATH}` };
const done = spawnSync(command, args, { env, stdio: 'inherit' });
process.exit(done.status ?? 1);
