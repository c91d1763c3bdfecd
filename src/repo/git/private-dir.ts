import { appendFileSync, mkdirSync, readdirSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { isAbsent, type GitPlace } from './locate.js';
import { inOwnFolder } from './own-folder.js';
import { plainFile } from './plain-file.js';
import type { GitSettings } from './settings.js';
import { pathOutside, startGit } from './start.js';
import { andThen, no, yes, type Told } from './told.js';

/** The subject of a question to git. Without a place, it is a folder with no repository, for its ignore rules. */
export interface GitSubject {
  /** The folder that paths are relative to, as a real path. */
  readonly root: string;
  readonly place?: GitPlace;
  readonly settings?: GitSettings;
  /** The commit id for HEAD, or 'unborn'. */
  readonly head: string;
}

/** Asks git one question. Returns its answer, or why there is none. */
export interface GitAsk {
  (args: readonly string[], more?: GitQuestion): Told<Buffer>;
  /**
   * 'sparse': some entries of the index stand for whole folders. It must not be expanded: that would write
   * objects.
   */
  readonly index: 'whole' | 'sparse';
}

interface GitQuestion {
  readonly input?: string;
  readonly seconds?: number;
  /** An exit code besides 0 that is an answer. */
  readonly accept?: number;
  /**
   * 'own' (default): no file has a filter. 'theirs': the repository's .gitattributes, for questions that run
   * no filter.
   */
  readonly attributes?: 'own' | 'theirs';
  /** 'none': nothing counts as tracked. */
  readonly index?: 'own' | 'none';
  /** 'shared': rules that everybody has; 'all': also those that only this clone has. */
  readonly rules?: 'shared' | 'all';
}

/**
 * Makes a repository of our own over a stranger's objects. Its settings are ours, so git starts no program
 * that theirs name, and fetches no missing objects. It is removed after the question, even after an error;
 * all of this is synchronous, so signals are handled after it.
 */
export function inPrivateDir<T>(subject: GitSubject, use: (ask: GitAsk) => Told<T>): Told<T> {
  try {
    return inOwnFolder((folder) => {
      const made = fill(folder, subject);
      return made.told === 'no' ? made : use(askIn(folder, subject, made.value));
    });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === undefined || code === 'ERR_SCRIPT_EXECUTION_TIMEOUT') throw error;
    return no(`its copy for reading cannot be made: ${code}`);
  }
}

function askIn(folder: string, { root, place }: GitSubject, index: GitAsk['index']): GitAsk {
  const top = place?.top ?? root;
  const ask = (
    args: readonly string[],
    {
      input,
      seconds = 10,
      accept = 0,
      attributes = 'own',
      index: which = 'own',
      rules = 'all',
    }: GitQuestion = {},
  ): Told<Buffer> => {
    writeFileSync(join(folder, 'info/attributes'), attributes === 'own' ? '* !filter !diff !merge\n' : '');
    const exclude =
      rules === 'all' && place !== undefined
        ? plainFile(join(place.commonDir, 'info/exclude'), maxList)
        : no('');
    writeFileSync(join(folder, 'info/exclude'), exclude.told === 'yes' ? exclude.value : '');
    const env = environmentOf(folder, top);
    if (which === 'none') env['GIT_INDEX_FILE'] = join(folder, 'no-index');
    return startGit({
      args,
      cwd: root,
      env,
      seconds,
      accept,
      away: top,
      ...(input !== undefined && { input }),
    });
  };
  return Object.assign(ask, { index });
}

const maxIndex = 128 * 1024 * 1024;
const maxList = 4 * 1024 * 1024;

function fill(folder: string, { place, settings, head }: GitSubject): Told<GitAsk['index']> {
  for (const name of ['objects/info', 'objects/pack', 'refs', 'info'])
    mkdirSync(join(folder, name), { recursive: true });
  writeFileSync(join(folder, 'HEAD'), `${head === 'unborn' ? 'ref: refs/heads/none' : head}\n`);
  writeFileSync(join(folder, 'config'), configOf(settings));
  if (place === undefined) return yes('whole');
  writeFileSync(join(folder, 'objects/info/alternates'), `${quoted(join(place.commonDir, 'objects'))}\n`);
  const shallow = copy(join(place.commonDir, 'shallow'), join(folder, 'shallow'), maxList);
  if (shallow.told === 'no') return shallow;
  let index: GitAsk['index'] = 'whole';
  for (const name of [
    'index',
    ...readdirSync(place.gitDir).filter((each) => /^sharedindex\.[0-9a-f]+$/.test(each)),
  ]) {
    const copied = copy(join(place.gitDir, name), join(folder, name), maxIndex);
    if (copied.told === 'no') return copied;
    // the name of the extension; a path with this name does no harm
    if (copied.value.includes('sdir')) index = 'sparse';
  }
  if (index === 'whole') return yes(index);
  appendFileSync(join(folder, 'config'), folded);
  return andThen(copy(join(place.gitDir, folders), join(folder, folders), maxList), () => yes(index));
}

const folders = 'info/sparse-checkout';
const folded = '[core]\n\tsparseCheckout = true\n\tsparseCheckoutCone = true\n[index]\n\tsparse = true\n';

/**
 * Copies a file with its time, rounded down to the second: git compares the time with that of files, to see
 * which to read again.
 */
function copy(from: string, to: string, most: number): Told<Buffer> {
  const bytes = plainFile(from, most);
  if (isAbsent(bytes)) return yes(Buffer.alloc(0));
  if (bytes.told === 'no') return no(`${from} cannot be read: ${bytes.because}`);
  writeFileSync(to, bytes.value);
  const seconds = Math.floor(statSync(from).mtimeMs / 1000);
  utimesSync(to, seconds, seconds);
  return bytes;
}

/** Quotes a path for git, whatever it contains. */
const quoted = (path: string): string =>
  `"${path
    .replaceAll('\\', process.platform === 'win32' ? '/' : '\\\\')
    .replaceAll('"', '\\"')
    .replaceAll('\n', '\\n')}"`;

function configOf(settings: GitSettings | undefined): string {
  const sha256 = settings?.objects === 'sha256';
  return [
    `[core]\n\trepositoryformatversion = ${sha256 ? 1 : 0}\n\tbare = false`,
    '\tfsmonitor = false\n\thooksPath = /dev/null\n\tattributesFile = /dev/null\n\texcludesFile = /dev/null',
    '\tuntrackedCache = false\n\tcommitGraph = false\n\tmultiPackIndex = false',
    '\tquotePath = true\n\tautocrlf = false',
    ...(settings?.carried ?? []).map(([name, value]) => `\t${name.slice('core.'.length)} = ${value}`),
    ...(sha256 ? ['[extensions]\n\tobjectFormat = sha256'] : []),
    '[log]\n\tshowSignature = false\n[protocol]\n\tallow = never\n[submodule]\n\trecurse = false',
    '[gc]\n\tauto = 0\n[maintenance]\n\tauto = false\n[advice]\n\tdetachedHead = false\n',
  ].join('\n');
}

/** The environment for git. Of the caller's it has only where programs are, and what Windows needs to start one. */
function environmentOf(folder: string, top: string): Record<string, string> {
  const { SystemRoot } = process.env;
  return {
    ...(SystemRoot !== undefined && { SystemRoot }),
    PATH: pathOutside(top).join(delimiter),
    LC_ALL: 'C',
    HOME: folder,
    XDG_CONFIG_HOME: folder,
    GIT_DIR: folder,
    GIT_WORK_TREE: top,
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_CONFIG_GLOBAL: '/dev/null',
    GIT_CONFIG_SYSTEM: '/dev/null',
    GIT_ATTR_NOSYSTEM: '1',
    GIT_NO_LAZY_FETCH: '1',
    GIT_NO_REPLACE_OBJECTS: '1',
    GIT_PROTOCOL_FROM_USER: '0',
    GIT_ALLOW_PROTOCOL: '',
    GIT_TERMINAL_PROMPT: '0',
    GIT_OPTIONAL_LOCKS: '0',
    GIT_PAGER: 'cat',
    GIT_ASKPASS: '/bin/false',
    SSH_ASKPASS: '/bin/false',
    GIT_SSH_COMMAND: '/bin/false',
    GIT_EDITOR: '/bin/false',
  };
}
