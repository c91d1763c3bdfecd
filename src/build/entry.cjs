#!/usr/bin/env node
'use strict';
// Answers --version and --help before anything is loaded. All else is loaded when needed, also help for a
// terminal, which is wrapped to its width. VERSION, HELP and PREFIX are set by src/build/build.mjs.

const args = PREFIX.concat(process.argv.slice(2));
const asked = args[PREFIX.length];
const alone = args.length === PREFIX.length + 1;

if (alone && (asked === '--version' || asked === '-v')) print(`${VERSION}\n`);
else if (alone && (asked === '--help' || asked === '-h') && !require('node:tty').isatty(1)) print(HELP);
else if (isOld()) {
  process.stderr.write(`rampart needs Node 20.19 or newer, and this is ${process.version}.\n`);
  process.exitCode = 1;
} else import('./lib/main.mjs').then(({ runProcess }) => runProcess(args));

/** Writes to the descriptor: process.stdout alone takes longer to set up than all of this. */
function print(text) {
  try {
    require('node:fs').writeSync(1, text);
  } catch (error) {
    if (error.code === 'EAGAIN') process.stdout.write(text);
    else if (error.code !== 'EPIPE') {
      process.stderr.write(
        `RAMPART_OUTPUT_LOST: Expected to print the answer; the system said: ${error.code}.\n`,
      );
      process.exitCode = 1;
    }
  }
}

function isOld() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  return major < 20 || (major === 20 && minor < 19);
}
