// The write floor: reads one JSON blob of files and writes them, and does nothing else. argv: blob, folder.
'use strict';
const { mkdirSync, readFileSync, writeFileSync } = require('node:fs');
const { dirname, join } = require('node:path');

const [blob, folder] = process.argv.slice(2);
for (const [path, text] of Object.entries(JSON.parse(readFileSync(blob, 'utf8')))) {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text, { flag: 'wx' });
}
