/**
 * Ends every process of a boot if no namespace does. The text of a CommonJS module that runs beside the
 * service and after it. A process belongs to the boot if its environment has the mark, if its parent, group
 * or session belongs to the boot, or if it did so before. Repeats until none is left.
 */
export const sweepText = String.raw`'use strict';
const { execFileSync } = require('node:child_process');
const { readdirSync, readFileSync } = require('node:fs');

/** All running processes: pid -> { pid, parent, group, session, began, marked }. */
function table(mark) {
  return process.platform === 'linux' ? fromProc(mark) : process.platform === 'win32' ? [] : fromPs(mark);
}

function fromProc(mark) {
  const found = [];
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    try {
      const stat = readFileSync('/proc/' + name + '/stat', 'latin1');
      const [state, parent, group, session, ...rest] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
      if (state === 'Z' || state === 'X') continue;
      const one = { pid: Number(name), parent: Number(parent), group: Number(group), session: Number(session) };
      found.push({ ...one, began: rest[15], marked: environmentOf(name).includes(mark) });
    } catch {
      // the process has ended
    }
  }
  return found;
}

function environmentOf(pid) {
  try {
    return readFileSync('/proc/' + pid + '/environ', 'latin1');
  } catch {
    return '';
  }
}

function fromPs(mark) {
  const options = {
    encoding: 'utf8',
    timeout: 5000,
    maxBuffer: 64 * 1024 * 1024,
    env: { PATH: process.env.PATH, LC_ALL: 'C' },
  };
  const lines = (args) => execFileSync('ps', args, options).split('\n').filter((line) => line.trim() !== '');
  let marked = new Set();
  try {
    const withMark = lines(['-AEww', '-o', 'pid=,command=']).filter((line) => line.includes(mark));
    marked = new Set(withMark.map((line) => parseInt(line, 10)));
  } catch {
    // this system does not show environments
  }
  return lines(['-A', '-o', 'pid=,ppid=,pgid=,lstart=']).map((line) => {
    const words = line.trim().split(/\s+/);
    const [pid, parent, group] = words.slice(0, 3).map(Number);
    return { pid, parent, group, session: 0, began: words.slice(3).join(' '), marked: marked.has(pid) };
  });
}

/** Remembers the processes of the boot, so that orphans are still recognised. */
function watch({ mark, groups, spare }) {
  const seen = new Map();
  const look = () => {
    const all = table(mark).filter(({ pid }) => !spare.includes(pid));
    for (const [pid, began] of seen) if (!all.some((one) => one.pid === pid && one.began === began)) seen.delete(pid);
    for (let more = true; more; ) {
      more = false;
      for (const one of all) {
        const { pid, parent, group, session } = one;
        if (seen.has(pid)) continue;
        const led = (id) => id > 1 && (groups.includes(id) || seen.has(id));
        if (!one.marked && !seen.has(parent) && !led(group) && !led(session)) continue;
        seen.set(pid, one.began);
        more = true;
      }
    }
    return [...seen.keys()];
  };
  return { look };
}

/** Kills until none is left, for three seconds at most. */
function sweep(watched) {
  const deadline = Date.now() + 3000;
  for (let rest = watched.look(); rest.length > 0 && Date.now() < deadline; rest = watched.look()) {
    for (const pid of rest) {
      try {
        process.kill(pid, 'SIGKILL');
      } catch {
        // the process has ended
      }
    }
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 10);
  }
}

module.exports = { watch, sweep };
if (require.main === module) sweep(watch({ mark: process.argv[2], groups: [], spare: [process.pid, process.ppid] }));
`;
