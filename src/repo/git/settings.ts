import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { isAbsent, type GitPlace } from './locate.js';
import { plainFile } from './plain-file.js';
import { no, yes, type Told } from './told.js';

/** What we need of a repository's settings. They are read as text, never by git, because they may name programs. */
export interface GitSettings {
  readonly objects: 'sha1' | 'sha256';
  readonly refs: 'files' | 'other';
  /** 'partial': the clone left some objects on the server. */
  readonly clone: 'whole' | 'partial';
  /** Settings that are plain data and decide how files compare. They are copied into our own repository. */
  readonly carried: readonly (readonly [name: string, value: string])[];
}

export function gitSettings({ gitDir, commonDir }: GitPlace): Told<GitSettings> {
  const common = entriesOf(join(commonDir, 'config'));
  if (common.told === 'no') return common;
  const value = (name: string): string | undefined =>
    common.value.findLast((each) => each.name === name)?.value;
  const own = isTrue(value('extensions.worktreeconfig'))
    ? entriesOf(join(gitDir, 'config.worktree'))
    : yes([]);
  if (own.told === 'no') return own;
  const unknown = common.value.find(({ name }) => /^extensions\./.test(name) && !known.has(name));
  if (unknown !== undefined && value('core.repositoryformatversion') !== '0')
    return no(`the repository has the extension ${unknown.name}, which is not known here`);
  const objects = value('extensions.objectformat')?.toLowerCase() ?? 'sha1';
  if (objects !== 'sha1' && objects !== 'sha256') return no(`its objects are of the format ${objects}`);
  const all = [...common.value, ...own.value];
  return yes({
    objects,
    refs: (value('extensions.refstorage') ?? 'files').toLowerCase() === 'files' ? 'files' : 'other',
    clone: all.some(({ name }) => promises.test(name)) || hasPromises(commonDir) ? 'partial' : 'whole',
    carried: all.flatMap((each) =>
      plain[each.name]?.test(each.value) ? [[each.name, each.value] as const] : [],
    ),
  });
}

const known = new Set(
  ['noop', 'noop-v1', 'partialclone', 'preciousobjects', 'worktreeconfig', 'objectformat', 'refstorage']
    .concat(['compatobjectformat', 'relativeworktrees'])
    .map((name) => `extensions.${name}`),
);

const promises = /^(?:extensions\.partialclone|remote\..*\.(?:promisor|partialclonefilter))$/s;

const yesOrNo = /^(?:true|false|yes|no|on|off|0|1)$/i;
const plain: Readonly<Record<string, RegExp | undefined>> = Object.assign(
  Object.create(null) as Record<string, RegExp>,
  {
    'core.autocrlf': /^(?:true|false|input)$/i,
    'core.eol': /^(?:lf|crlf|native)$/i,
    'core.filemode': yesOrNo,
    'core.ignorecase': yesOrNo,
    'core.symlinks': yesOrNo,
    'core.precomposeunicode': yesOrNo,
  },
);

const isTrue = (value: string | undefined): boolean => /^(?:true|yes|on|1)$/i.test(value ?? '');

/** Whether a pack came from a partial clone: then it has a marker file beside it. */
function hasPromises(commonDir: string): boolean {
  try {
    return readdirSync(join(commonDir, 'objects', 'pack')).some((name) => name.endsWith('.promisor'));
  } catch {
    return false;
  }
}

interface Entry {
  readonly name: string;
  readonly value: string;
}

/** The entries of a settings file, names in lower case except subsections. Includes are not followed. */
function entriesOf(path: string): Told<readonly Entry[]> {
  const bytes = plainFile(path, 1024 * 1024);
  if (isAbsent(bytes)) return yes([]);
  if (bytes.told === 'no') return no(`${path} cannot be read: ${bytes.because}`);
  const entries: Entry[] = [];
  let section = '';
  for (const line of bytes.value.toString('utf8').split(/\r?\n/)) {
    if (line.length > 4096) continue; // nothing that we look for is longer, and patterns must not run on more
    const [, head = '', sub, rest = ''] = header.exec(line) ?? [];
    if (head !== '')
      section = `${head.toLowerCase()}.${sub === undefined ? '' : `${sub.replace(/\\(.)/g, '$1')}.`}`;
    const entry = entryOf(head === '' ? line : rest);
    if (entry !== undefined) entries.push({ name: section + entry.name, value: entry.value });
  }
  return yes(entries);
}

const header = /^\s*\[\s*([\w.-]+)\s*(?:"((?:[^"\\]|\\.)*)"\s*)?\](.*)$/;

/** Parses `key = value # comment`; a key alone means true. */
function entryOf(line: string): Entry | undefined {
  const text = line.replace(/[#;].*$/, '');
  const at = text.indexOf('=');
  const name = (at === -1 ? text : text.slice(0, at)).trim().toLowerCase();
  if (!/^[a-z][\w-]*$/.test(name)) return undefined;
  const value = at === -1 ? 'true' : text.slice(at + 1).trim();
  return { name, value: value.replace(/^"(.*)"$/, '$1') };
}
