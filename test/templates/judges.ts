import { join } from 'node:path';
import { execa } from 'execa';

const root = join(import.meta.dirname, '../..');
const configuration = (name: string): string => join(root, '.config', name);

/** What looks at a composed service: each problem as 'path:line: what is wrong'. */
export interface Judge {
  readonly look: (folder: string) => Promise<readonly string[]>;
  /** Some frameworks leave an export of a shared file to the others: it is a problem where each service says so. */
  readonly counts: 'in one service' | 'in all that have the template';
}

/** The quick ones first, since each prints what it found before the next begins. */
export const judges: readonly Judge[] = [
  { look: compile, counts: 'in one service' },
  { look: unusedExports, counts: 'in all that have the template' },
  { look: lint, counts: 'in one service' },
];

async function compile(folder: string): Promise<readonly string[]> {
  const said = await output('tsc', ['-p', '.', '--pretty', 'false'], folder);
  return said
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => line.replace(/^(\S+)\((\d+),\d+\): /, '$1:$2: '));
}

interface Unused {
  readonly name: string;
  readonly line: number;
}

async function unusedExports(folder: string): Promise<readonly string[]> {
  const args = [
    '-c',
    configuration('knip.templates.json'),
    '--include',
    'exports,types',
    '--reporter',
    'json',
  ];
  const { issues } = JSON.parse(await output('knip', args, folder)) as {
    issues: { file: string; exports: Unused[]; types: Unused[] }[];
  };
  return issues.flatMap(({ file, exports, types }) =>
    [...exports, ...types].map(({ name, line }) => `${file}:${String(line)}: nobody imports ${name} (knip)`),
  );
}

async function lint(folder: string): Promise<readonly string[]> {
  const args = ['--format', 'json', '.'];
  const files = JSON.parse(await output('eslint', args, folder)) as {
    filePath: string;
    messages: { line?: number; message: string; ruleId: string | null }[];
  }[];
  return files.flatMap(({ filePath, messages }) =>
    messages.map(
      ({ line, message, ruleId }) =>
        `${filePath.slice(folder.length + 1)}:${String(line ?? 1)}: ${message} (${ruleId ?? 'eslint'})`,
    ),
  );
}

/** What a program of ours prints; it may end with an error when it found something, but not with nothing said. */
async function output(program: string, args: readonly string[], cwd: string): Promise<string> {
  const bin = join(root, 'node_modules/.bin', program);
  const { stdout, stderr, exitCode } = await execa(bin, args, { cwd, reject: false, timeout: 300_000 });
  if (exitCode !== 0 && stdout.trim() === '')
    throw new Error(`${program} ended with ${String(exitCode)} in ${cwd}: ${stderr}`);
  return stdout;
}
