import { spawn, spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { once } from 'node:events';
import { join } from 'node:path';
import { productionEnv } from '../e2e/support/service.js';
import { tool } from '../e2e/support/tools.js';
import { judgeTool, npmTools } from '../judge/npm-tools.js';

export interface Asked {
  readonly document: string;
  /** For files of the tools. */
  readonly folder: string;
}
export interface Fuzzed extends Asked {
  readonly port: number;
  readonly seconds: string;
  readonly seed: string;
}

/** A tool that is not ours. `look` returns what it holds against the document, a line each. */
interface Reader {
  readonly name: string;
  readonly path: () => string | undefined;
  readonly look: (tool: string, asked: Asked) => readonly string[];
}

/** Their errors count, their warnings do not. */
export const readers: readonly Reader[] = [
  { name: 'spectral', path: () => judgeTool('spectral'), look: spectral },
  { name: 'redocly', path: () => judgeTool('redocly'), look: redocly },
];

function spectral(path: string, { document }: Asked): readonly string[] {
  const rules = join(npmTools, 'spectral.yaml'); // its rules are packages there
  copyFileSync(join(import.meta.dirname, 'spectral.yaml'), rules);
  const report = join(npmTools, 'spectral.json');
  const flags = ['lint', '--quiet', '--format', 'json', '--output', report, '--ruleset', rules];
  ask(path, [...flags, document], npmTools, [0, 1]);
  const found = JSON.parse(readFileSync(report, 'utf8')) as {
    readonly severity: number;
    readonly code: string;
    readonly message: string;
    readonly path: readonly string[];
  }[];
  return found
    .filter(({ severity }) => severity === 0)
    .map(({ code, message, path: place }) => `${code} ${place.join('.')}: ${message}`);
}

function redocly(path: string, { document, folder }: Asked): readonly string[] {
  const configuration = join(folder, 'redocly.yaml');
  writeFileSync(configuration, 'extends: [recommended]\n');
  const answer = ask(path, ['lint', document, '--format', 'json', '--config', configuration], folder, [0, 1]);
  const { problems } = JSON.parse(answer) as {
    readonly problems: {
      readonly severity: string;
      readonly ruleId: string;
      readonly message: string;
      readonly location: readonly { readonly pointer: string }[];
    }[];
  };
  return problems
    .filter(({ severity }) => severity === 'error')
    .map(({ ruleId, message, location }) => `${ruleId} ${location[0]?.pointer ?? ''}: ${message}`);
}

function ask(path: string, flags: readonly string[], cwd: string, good: readonly number[]): string {
  const env = {
    PATH: process.env.PATH,
    HOME: cwd,
    REDOCLY_TELEMETRY: 'off',
    REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true',
  };
  const done = spawnSync(path, flags, { cwd, env, encoding: 'utf8', timeout: 120_000 });
  if (done.error !== undefined) throw done.error;
  if (!good.includes(done.status ?? -1))
    throw new Error(`${path} ended with ${String(done.status)}: ${done.stderr}`);
  return done.stdout;
}

/** Sends requests that fit the document, and such that do not, and compares the answers with it. */
export const fuzzer = {
  name: 'schemathesis',
  path: () => tool('schemathesis'),
  look: async (
    path: string,
    { document, folder, port, seconds, seed }: Fuzzed,
  ): Promise<readonly string[]> => {
    const home = join(folder, 'schemathesis');
    mkdirSync(home, { recursive: true });
    copyFileSync(join(import.meta.dirname, 'behind_proxy.py'), join(home, 'behind_proxy.py'));
    const url = `http://127.0.0.1:${String(port)}`;
    const flags = ['run', document, '--url', url, '--seed', seed, '--max-time', seconds, '--no-color'];
    const child = spawn(path, [...flags, '--continue-on-failure', '--generation-database', 'none'], {
      cwd: home,
      env: {
        PATH: process.env.PATH,
        HOME: home,
        SCHEMATHESIS_HOOKS: 'behind_proxy',
        OPERATIONS_TOKEN: productionEnv.OPERATIONS_TOKEN,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: (Number(seconds) + 120) * 1000,
    });
    let said = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => (said += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (said += text));
    const [code] = (await once(child, 'close')) as [number | null];
    process.stdout.write(`${/^ +\d+ generated.*$/m.exec(said)?.[0] ?? ''}\n`);
    return code === 0 ? [] : [said];
  },
} as const;
