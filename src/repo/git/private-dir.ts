import { appendFileSync, mkdirSync, readdirSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { isAbsent, type GitPlace } from './locate.js';
import { inOwnFolder } from './own-folder.js';
import { plainFile } from './plain-file.js';
import type { GitSettings } from './settings.js';
import { pathOutside, startGit } from './start.js';
import { andThen, no, yes, type Told } from './told.js';

/** What git is asked about. Without a place: a folder with no repository, for its rules of what is ignored. */
export interface GitSubject {
  /** The folder that paths are relative to; real. */
  readonly root: string;
  readonly place?: GitPlace;
  readonly settings?: GitSettings;
  /** The id that HEAD is to be, or 'unborn'. */
  readonly head: string;
}

/** Asks git one question: its answer, or why there is none. */
export interface GitAsk {
  (args: readonly string[], more?: GitQuestion): Told<Buffer>;
  /**
   * 'sparse': some of the index stands for whole folders. It is never unfolded: that would touch objects of
   * the repository.
   */
  readonly index: 'whole' | 'sparse';
}

export interface GitQuestion {
  readonly input?: string;
  readonly seconds?: number;
  /** An exit code that is an answer too. */
  readonly accept?: number;
  /** 'own' (as ever): no file has a filter. 'theirs': what .gitattributes says, for questions that run none. */
  readonly attributes?: 'own' | 'theirs';
  /** 'none': as if nothing were tracked. */
  readonly index?: 'own' | 'none';
  /** 'shared': rules that everybody has; 'all': also those that only this clone has. */
  readonly rules?: 'shared' | 'all';
}

/**
 * A repository of our own over a stranger's objects: its settings are ours, so nothing that theirs name can
 * be started, and objects that are not there are not fetched. It is gone when the question is answered,
 * however that ends: all of it is synchronous, so a signal is dealt with after it.
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
    if (copied.value.includes('sdir')) index = 'sparse'; // the extension; a path of this name does no harm
  }
  if (index === 'whole') return yes(index);
  appendFileSync(join(folder, 'config'), folded);
  return andThen(copy(join(place.gitDir, folders), join(folder, folders), maxList), () => yes(index));
}

const folders = 'info/sparse-checkout';
const folded = '[core]\n\tsparseCheckout = true\n\tsparseCheckoutCone = true\n[index]\n\tsparse = true\n';

/**
 * With the time of the original, to the second below: git compares it with that of files to see which it
 * must read again.
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

/** As git reads a path between quotes, whatever stands in it. */
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

/** From scratch: nothing of the caller's gets in but where programs are, and what Windows needs to start one. */
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
