// `npm start` makes a service: `npm start -- my-service --yes` is `rampart new my-service --yes`. If a
// command is named, it runs that one.
import { spawnSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const words = process.argv.slice(2);
const commands = ['new', 'add', 'verify', 'attest', 'waive', 'undo', 'list', 'explain', 'schema'];
const cli = join(dirname(fileURLToPath(import.meta.url)), '../../dist/rampart.cjs');
const args = commands.includes(words[0] ?? '') ? words : ['new', ...words];
const { status, signal } = spawnSync(process.execPath, [cli, ...args], { stdio: 'inherit' });
if (signal !== null) process.kill(process.pid, signal);
process.exit(status ?? 1);
