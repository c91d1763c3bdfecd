import { packageJson, yamlOf } from './facts.js';
import type { Repo } from './repo.js';

export interface Step {
  readonly uses?: string;
  readonly run?: string;
  readonly with?: Readonly<Record<string, unknown>>;
  readonly 'continue-on-error'?: unknown;
}
export interface Job {
  readonly id: string;
  /** A workflow of somebody's that is called as a whole. */
  readonly uses?: string;
  readonly permissions?: unknown;
  readonly 'timeout-minutes'?: unknown;
  readonly steps: readonly Step[];
}
/** One GitHub workflow, as far as probes look at it. */
export interface Workflow {
  readonly path: string;
  readonly triggers: readonly string[];
  readonly permissions: unknown;
  readonly jobs: readonly Job[];
}

export const workflowPaths = (repo: Repo): readonly string[] =>
  repo.files.filter((path) => /^\.github\/workflows\/[^/]+\.ya?ml$/.test(path));

/** Those that parse; `undefined` for one that does not. */
export const workflowOf = (repo: Repo, path: string): Workflow | undefined => {
  const document = yamlOf(repo, path);
  if (typeof document !== 'object' || document === null) return undefined;
  const { on, permissions, jobs } = document as Readonly<Record<string, unknown>>;
  return {
    path,
    triggers: typeof on === 'string' ? [on] : Array.isArray(on) ? on.map(String) : Object.keys(on ?? {}),
    permissions,
    jobs: Object.entries((jobs ?? {}) as Readonly<Record<string, Partial<Job> | null>>).map(([id, job]) => ({
      ...job,
      id,
      steps: Array.isArray(job?.steps) ? job.steps.filter((step) => typeof step === 'object') : [],
    })),
  };
};

export const workflowsOf = (repo: Repo): readonly Workflow[] =>
  workflowPaths(repo).flatMap((path) => workflowOf(repo, path) ?? []);

/** Steps of composite actions that lie in the repository. */
export const ownActions = (
  repo: Repo,
): readonly { readonly path: string; readonly steps: readonly Step[] }[] =>
  repo.files
    .filter((path) => /^\.github\/actions\/.+\/action\.ya?ml$|^action\.ya?ml$/.test(path))
    .map((path) => {
      const { runs } = (yamlOf(repo, path) ?? {}) as { runs?: { steps?: readonly Step[] } };
      return { path, steps: runs?.steps ?? [] };
    });

/**
 * What a step runs, with the scripts of package.json and the files of the repository that it calls, three deep.
 * A command whose failure is ignored decides nothing, and is left out with all that it calls.
 */
export function commandsOf(repo: Repo, step: string, depth = 3): string {
  const text = step
    .split('\n')
    .filter((line) => !/\|\|\s*(?:true|:|exit 0)\s*$|^\s*#/.test(line))
    .join('\n');
  if (depth === 0) return text;
  const { scripts = {} } = packageJson(repo);
  const called = [...text.matchAll(scriptCall)].map(([, name = '']) => scripts[name] ?? '');
  const files = [...text.matchAll(fileCall)]
    .map(([, path = '']) => path)
    .filter((path) => repo.files.includes(path) && !/\.(?:[cm]?[jt]s|json|md)$/.test(path))
    .map((path) => repo.read(path) ?? '');
  const more = [...called, ...files].filter((each) => each !== '' && !text.includes(each));
  return [text, ...more.map((each) => commandsOf(repo, each, depth - 1))].join('\n');
}

const fileCall = /(?:^|[\s;&|])(?:\.\/)?([\w./-]*[\w-]\/[\w.-]+|[\w-]+\.sh)(?=$|[\s;&|])/gm;

/** `npm test`, `npm run lint`, `yarn lint`, ... */
const scriptCall = /\b(?:npm|pnpm|yarn|bun)\s+(?:run\s+|run-script\s+)?([\w:.-]+)/g;
