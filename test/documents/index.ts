import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { frameworks } from '../../generators/frameworks/index.js';
import { inTurn } from '../e2e/support/sample.js';
import { boot, generate, install, run } from '../e2e/support/service.js';
import { documentOf } from '../e2e/support/document.js';
import { installNpmTools } from '../judge/npm-tools.js';
import { vary } from './variations.js';
import { fuzzer, readers, type Asked } from './tools.js';

/**
 * service of each framework -> with more routes -> its document -> read by Spectral and Redocly
 *                                                               -> schemathesis sends the service, in production, what
 *                                                                  it allows and what it does not, from each seed
 * With RAMPART_SAMPLE one framework, another one with another commit.
 * Ends with 1 when a tool finds something. The last line is for scripts.
 */
const { values: options } = parseArgs({
  options: {
    framework: { type: 'string' },
    seconds: { type: 'string', default: '60' },
    seed: { type: 'string', multiple: true, default: ['1'] },
  },
});
const folder = join(import.meta.dirname, '../../.cache/documents');
const say = (line: string): boolean => process.stdout.write(`${line}\n`);

rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });
installNpmTools();
const lacking = [...readers, fuzzer].filter(({ path }) => path() === undefined).map(({ name }) => name);
let findings = 0;
const chosen = frameworks.filter(({ id }) => id === options.framework);
if (chosen.length === 0 && options.framework !== undefined)
  throw new Error(`no framework is called ${options.framework}`);
for (const { id } of chosen.length > 0 ? chosen : inTurn(frameworks)) {
  const service = generate(`documents-${id}`, ['--framework', id, '--preset', 'full']);
  vary(service, id);
  install(service);
  run('npm', ['run', 'build'], service);
  const asked: Asked = { document: join(folder, `${id}.json`), folder };
  writeFileSync(asked.document, await documentOf(service));
  for (const { name, path, look } of readers) {
    const tool = path();
    if (tool !== undefined) tell(id, name, look(tool, asked));
  }
  const tool = fuzzer.path();
  if (tool === undefined) continue;
  const booted = await boot(service, { TRUST_PROXY: '127.0.0.1' });
  for (const seed of options.seed) {
    const found = await fuzzer.look(tool, { ...asked, port: booted.port, seconds: options.seconds, seed });
    tell(id, `${fuzzer.name} from ${seed}`, found);
  }
  await booted.stop();
}
say(`findings: ${String(findings)}, tools skipped: ${lacking.join(', ') || 'none'}`);
process.exitCode = findings > 0 ? 1 : 0;

function tell(framework: string, name: string, found: readonly string[]): void {
  say(`${framework}: ${name}: ${String(found.length)} findings`);
  for (const line of found) say(`  ${line}`);
  findings += found.length;
}
