import { writeFileSync, writeSync } from 'node:fs';
import { commitAdd } from '../../src/commit/add.js';
import { commitNew } from '../../src/commit/new.js';
import { undo } from '../../src/commit/undo.js';
import { failingDisk } from './failing-disk.js';
import { addPlan, newPlan } from './folders-plain.js';

/**
 * Run as a process: does one thing in a folder and kills itself at the n-th change of the disk, before it
 * or half-way. Says what change that was.
 */
const [what, root = '', nth, when] = process.argv.slice(2);

const { disk, count } = failingDisk(Number(nth), ({ name, args }) => {
  if (when === 'half-way' && name === 'create') {
    const text = Buffer.from(args[1] as Buffer | string);
    writeFileSync(args[0] as string, text.subarray(0, text.length / 2), { flag: 'wx' });
  }
  writeSync(1, name);
  process.kill(process.pid, 'SIGKILL');
});

if (what === 'new') commitNew({ plan: newPlan(root), cwd: '/', disk });
if (what === 'new here') commitNew({ plan: newPlan(root), cwd: root, disk });
if (what === 'add') commitAdd({ plan: addPlan(root), disk });
if (what === 'undo') undo(root, { disk });
process.stdout.write(String(count()));
