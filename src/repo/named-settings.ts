import { parseEnv } from 'node:util';
import type { Repo } from './repo.js';
import { sourcesOf } from './sources.js';
import { isNode, walkNodes } from './loose-node.js';
import type { Source } from './source.js';
import { environmentReads } from './environment-reads.js';

export interface NamedSetting {
  readonly name: string;
  /** The value in the template; '' if there is none. */
  readonly example: string;
}

export const templatesOf = (repo: Repo): readonly string[] =>
  repo.files.filter((path) =>
    /^\.env(?:\.[\w-]+)*\.(?:example|template|sample|dist)$|^\.env-(?:example|sample)$|^env\.(?:example|sample)$/.test(
      path,
    ),
  );

/** All variables that the service may read: named in a template, or read in the source. */
export function namedSettings(repo: Repo): readonly NamedSetting[] {
  const found = new Map<string, NamedSetting>();
  for (const path of [...templatesOf(repo)].sort((a, b) => rank(a) - rank(b))) {
    for (const [name, example] of Object.entries(parsed(repo.read(path) ?? ''))) {
      const before = found.get(name);
      if (before === undefined || before.example === '') found.set(name, { name, example: example ?? '' });
    }
  }
  for (const name of namesRead(repo)) if (!found.has(name)) found.set(name, { name, example: '' });
  return [...found.values()];
}

/** Development examples first: their values work on one machine. */
const rank = (path: string): number => (/production/.test(path) ? 1 : 0);

export function parsed(text: string): Readonly<Record<string, string | undefined>> {
  try {
    return parseEnv(text);
  } catch {
    return {};
  }
}

/** Names in process.env.NAME, and upper-case keys in the module that parses the environment. */
export const namesRead = (repo: Repo): ReadonlySet<string> =>
  new Set(sourcesOf(repo).sources.flatMap((source) => [...directNames(source), ...schemaNames(source)]));

function directNames({ program }: Source): readonly string[] {
  return environmentReads(program)
    .map(({ name }) => name)
    .filter((name) => /^\w+$/.test(name) && name !== 'computed');
}

/** Keys of the object for z.object() or a similar call, if they look like variables. */
export function schemaNames({ program }: Source): readonly string[] {
  const names: string[] = [];
  walkNodes(program, (node) => {
    if (node.type !== 'CallExpression') return;
    const callee = node['callee'];
    if (!isNode(callee) || callee.type !== 'MemberExpression') return;
    if (
      !/^(?:object|strictObject|looseObject|keys)$/.test(
        String((callee['property'] as { name?: string }).name),
      )
    )
      return;
    const [first] = node['arguments'] as unknown[];
    if (!isNode(first) || first.type !== 'ObjectExpression') return;
    for (const property of first['properties'] as Record<string, unknown>[]) {
      const key = property['key'] as { name?: string; value?: unknown } | undefined;
      const name = String(key?.name ?? key?.value ?? '');
      if (/^[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)*$/.test(name)) names.push(name);
    }
  });
  return names;
}
