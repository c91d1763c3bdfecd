import type { Framework } from '../../define/framework.js';
import type { EnvVar } from '../../define/piece.js';
import { appendKeys, appendRules, blocksOf } from './lines.js';
import { mergePackageJson } from './merge-package-json.js';
import type { DetectedRepo } from '../../repo/detected-repo.js';
import { version, type Catalogue } from '../catalogue.js';
import type { Brought } from '../brought.js';
import type { Change } from '../plan.js';

/** Existing files that are extended: package.json, ignore files and environment templates get what they lack. */
export function mergedChanges({
  repo,
  brought,
  catalogue,
  framework,
  secret,
}: {
  readonly repo: DetectedRepo;
  readonly brought: Brought;
  readonly catalogue: Catalogue;
  readonly framework: Framework;
  readonly secret: (name: string) => string;
}): readonly Change[] {
  const before = (path: string): string => repo.reader.text(path) ?? '';
  const texts = new Map<string, string>();
  texts.set(
    'package.json',
    mergePackageJson(before('package.json'), {
      dependencies: versions(
        // a workspace package may get the framework from its root
        brought.packages.filter((name) => !framework.packages.includes(name)),
        repo,
        catalogue,
      ),
      devDependencies:
        repo.layout.language === 'ts' && brought.sources.size > 0
          ? versions([...typesOf(framework), ...brought.types], repo, catalogue)
          : {},
      scripts: {},
      engines: brought.engines,
    }),
  );
  for (const [path, { rules, need }] of brought.rules)
    if (rules.length > 0 && (need === 'wanted' || repo.reader.text(path) !== undefined))
      texts.set(path, appendRules(before(path), path === '.gitignore' ? own(rules, repo) : rules));
  const example = exampleFile(repo);
  for (const [path, text] of brought.templates) {
    if (path === '.env.example') continue;
    texts.set(path, repo.reader.text(path) === undefined ? text : appendKeys(before(path), text));
  }
  const ownExample = brought.templates.get('.env.example');
  if (repo.reader.text(example) !== undefined)
    texts.set(example, appendKeys(before(example), printEnv(brought.env)));
  else if (brought.env.length > 0 && (ownExample !== undefined || example !== '.env.example'))
    texts.set(example, ownExample ?? printEnv(brought.env));
  const changes = [...texts].flatMap(([path, after]) => changeOf(path, after, repo));
  return [...changes, ...secretChange(repo, brought.env, secret)];
}

/** Rules without those that the root of the workspace already has. */
const own = (rules: readonly string[], { workspace }: DetectedRepo): readonly string[] =>
  rules.filter((rule) => !workspace.ignored.has(rule.trim()));

/** Types of Node and the framework, which our files need to compile. */
const typesOf = (framework: Framework): readonly string[] =>
  framework.devPackages.filter((name) => name === '@types/node');

function versions(
  names: readonly string[],
  repo: DetectedRepo,
  catalogue: Catalogue,
): Record<string, string> {
  const missing = names.filter((name) => !(name in repo.package.declared));
  return Object.fromEntries(missing.map((name) => [name, version(catalogue, name)]));
}

/** dotenv-safe requires every key of .env.example at boot, so ours go into a separate file then. */
export const exampleFile = (repo: DetectedRepo): string =>
  'dotenv-safe' in repo.package.declared ? '.env.security.example' : '.env.example';

const printEnv = (env: readonly EnvVar[]): string =>
  env.map(({ name, comment, example }) => `# ${comment}\n${name}=${example.development}\n`).join('\n');

function changeOf(path: string, after: string, repo: DetectedRepo): readonly Change[] {
  const before = repo.reader.text(path);
  if (before === after || after === '') return [];
  return [
    before === undefined
      ? { path, kind: 'create', after, owner: 'assembled' }
      : { path, kind: 'update', before, after, owner: 'assembled' },
  ];
}

/** Adds secrets that development and tests need to .env, unless git tracks that file. */
function secretChange(
  repo: DetectedRepo,
  env: readonly EnvVar[],
  secret: (name: string) => string,
): readonly Change[] {
  const before = repo.reader.text('.env');
  const present = new Set(blocksOf(before ?? '').map(({ name }) => name));
  const missing = env.filter(({ name, generate }) => generate !== undefined && !present.has(name));
  if (missing.length === 0 || repo.trackedEnvFiles.includes('.env')) return [];
  const rendered = missing.map(({ name, comment }) => `# ${comment}\n${name}=${secret(name)}\n`).join('\n');
  const after = before === undefined ? rendered : appendKeys(before, rendered);
  const common = { path: '.env', after, owner: 'assembled', privacy: 'secret' } as const;
  return [
    before === undefined ? { ...common, kind: 'create', mode: 0o600 } : { ...common, kind: 'update', before },
  ];
}
