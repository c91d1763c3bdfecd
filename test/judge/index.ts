import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { generate, install, run } from '../e2e/support/service.js';
import { targets } from '../../generators/targets/index.js';
import { packageManagers } from '../../src/define/words.js';
import { frameworks } from '../../generators/frameworks/index.js';
import type { Framework } from '../../src/define/framework.js';
import { closing, weigh, type Finding, type Judge, type Subject, type Waiver } from './judge.js';
import { judges } from './judges.js';
import { installNpmTools, judgeTool } from './npm-tools.js';

/** Tools that are not ours look at what we emit, and at this repository. The last line is for scripts. */
const root = join(import.meta.dirname, '../..');
const say = (line: string): boolean => process.stdout.write(`${line}\n`);

const subjects = makeSubjects();
const findings: Finding[] = [];
const skipped: string[] = [];
installNpmTools();
for (const judge of judges) {
  const executable = judgeTool(judge.tool);
  if (executable === undefined) {
    skipped.push(judge.name);
    continue;
  }
  const before = findings.length;
  const due = subjects.filter((one) => isDue(judge, one));
  if (due.length === 0)
    findings.push({ judge: judge.name, rule: 'idle', where: 'subjects', message: 'it looked at nothing' });
  for (const one of due) findings.push(...judge.look(one, executable));
  say(`${judge.name}: ${String(findings.length - before)} in ${String(due.length)}`);
}
const waivers = JSON.parse(readFileSync(join(import.meta.dirname, 'waivers.json'), 'utf8')) as Waiver[];
const { open, waived } = weigh({ findings, waivers, today: new Date().toISOString().slice(0, 10) });
for (const { judge, rule, where, message } of open) say(`${judge} ${rule} ${where}: ${message}`);
for (const { judge, rule, file, until, reason } of waived)
  say(`waived until ${until}: ${judge} ${rule} ${file}: ${reason}`);
say(closing(open.length, waived.length, skipped));
process.exitCode = open.length > 0 ? 1 : 0;

/**
 * Each framework on each target, with npm; on the first target also installed and locked. Of the other package managers
 * what only they get: their Dockerfile, their install. And this repository.
 */
function makeSubjects(): readonly Subject[] {
  const pairs = targets.flatMap(({ id }, index) =>
    frameworks.map((framework) => subject({ framework, target: id }, index === 0 ? 'installed' : 'output')),
  );
  const [first] = frameworks;
  if (first === undefined) throw new Error('No framework to judge.');
  const others = packageManagers
    .slice(1)
    .flatMap((manager) =>
      targets.map(({ id }) => subject({ framework: first, target: id, manager }, 'output')),
    );
  return [...pairs, ...others, { name: 'rampart', folder: root, kind: 'repository' }];
}

interface Answers {
  readonly framework: Framework;
  readonly target: string;
  readonly manager?: string;
}

function subject({ framework, target, manager = 'npm' }: Answers, state: Subject['kind']): Subject {
  const words = [framework.id, target, manager];
  const name = words.filter((word) => word !== 'npm').join('-');
  const flags = ['--target', target, '--package-manager', manager];
  const folder = generate(`judge-${name}`, ['--framework', framework.id, ...flags]);
  if (state === 'installed') {
    run('npm', ['install', '--package-lock-only', '--ignore-scripts', '--no-audit', '--no-fund'], folder);
    install(folder);
  }
  return { name, folder, kind: state };
}

function isDue({ over, needs }: Judge, { kind, folder }: Subject): boolean {
  return over.includes(kind) && (needs === undefined || existsSync(join(folder, needs)));
}
