import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { ParserOptions } from 'oxc-parser';
import { stackSize } from './nesting.js';

export interface ToRehearse {
  readonly path: string;
  readonly text: string;
  readonly options: ParserOptions;
}

export type Rehearsed = 'fine' | 'too deep' | 'too slow';

/**
 * Parses texts that may crash the parser in another process first, with half the stack. One process takes all
 * of them; after a crash another one takes the rest.
 */
export function rehearse(candidates: readonly ToRehearse[]): readonly Rehearsed[] {
  const results: Rehearsed[] = [];
  const deadline = Date.now() + longestMs;
  for (let losses = 0; results.length < candidates.length;) {
    const left = deadline - Date.now();
    if (losses > mostLosses || left < 100) break;
    const before = results.length;
    results.push(...tried(candidates.slice(before), left));
    if (results.at(-1) !== 'fine' || results.length === before) losses += 1;
    if (results.length === before) break;
  }
  return candidates.map((_, index) => results[index] ?? 'too slow');
}

const longestMs = 15_000;
const longestEachMs = 4000;
const mostLosses = 20;

/** The results of one process: all, or those before the text that crashed it. */
function tried(candidates: readonly ToRehearse[], timeout: number): readonly Rehearsed[] {
  const parser = pathToFileURL(createRequire(import.meta.url).resolve('oxc-parser')).href;
  const cwd = mkdtempSync(join(tmpdir(), 'rampart-parse-')); // the system may write a core dump there
  const { stdout, signal, error } = spawnSync(process.execPath, ['-e', program], {
    input: JSON.stringify({
      parser,
      stackSizeMb: stackSize() / 2_000_000,
      longestEachMs,
      texts: candidates.map(({ path, text, options }) => [path, text, options]),
    }),
    encoding: 'utf8',
    cwd,
    env: process.env['SystemRoot'] === undefined ? {} : { SystemRoot: process.env['SystemRoot'] },
    timeout,
    killSignal: 'SIGKILL',
    stdio: ['pipe', 'pipe', 'ignore'],
    windowsHide: true,
    maxBuffer: 1_000_000,
  });
  rmSync(cwd, { recursive: true, force: true });
  const done = (stdout ?? '').split('\n').filter((line) => line === 'fine').length;
  const fine = Array.from({ length: Math.min(done, candidates.length) }, () => 'fine' as const);
  if (fine.length === candidates.length) return fine;
  return [...fine, signal === 'SIGKILL' || error !== undefined ? 'too slow' : 'too deep'];
}

/** Parses in a worker, whose stack size can be set. Prints 'fine' for each text, and exits if one takes too long. */
const program = `
const { Worker } = require('node:worker_threads');
const { readFileSync, writeSync } = require('node:fs');
const { parser, stackSizeMb, longestEachMs, texts } = JSON.parse(readFileSync(0, 'utf8'));
const work = \`
const { parentPort, workerData } = require('node:worker_threads');
import(workerData.parser).then(({ parseSync }) => {
  for (const [path, text, options] of workerData.texts) {
    const { program, errors } = parseSync(path, text, options);
    parentPort.postMessage(program.type.length + errors.length);
  }
});
\`;
const worker = new Worker(work, { eval: true, workerData: { parser, texts }, resourceLimits: { stackSizeMb } });
const late = () => process.kill(process.pid, 'SIGKILL'); // process.exit would wait for the parser
let timer = setTimeout(late, longestEachMs + 3000);
worker.on('message', () => { clearTimeout(timer); timer = setTimeout(late, longestEachMs); writeSync(1, 'fine\\n'); });
worker.on('error', () => process.exit(4));
worker.on('exit', () => process.exit(0));
`;
