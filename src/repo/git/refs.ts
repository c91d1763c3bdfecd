import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { isAbsent, type GitPlace } from './locate.js';
import { plainFile } from './plain-file.js';
import { no, yes, type Told } from './told.js';

/**
 * The commit of HEAD, or 'unborn' before the first one. Read without git, which would follow any path that it
 * is given.
 */
export const headOf = ({ gitDir, commonDir }: GitPlace): Told<string> =>
  resolved('HEAD', gitDir, commonDir, 0);

function resolved(name: string, folder: string, commonDir: string, depth: number): Told<string> {
  const bytes = plainFile(join(folder, name), 4096);
  if (isAbsent(bytes)) return name === 'HEAD' ? no('HEAD is not there') : packed(name, commonDir);
  if (bytes.told === 'no') return no(`${name} cannot be read: ${bytes.because}`);
  const text = bytes.value.toString('utf8').trim();
  if (isId(text)) return yes(text);
  const next = /^ref:\s*(refs\/\S+)$/.exec(text)?.[1];
  if (next === undefined || !isName(next) || depth > 4) return no(`${name} is neither a commit nor a branch`);
  return resolved(next, commonDir, commonDir, depth + 1);
}

function packed(name: string, commonDir: string): Told<string> {
  const found = packedRefs(commonDir);
  if (found.told === 'no') return found;
  return yes(found.value.find((ref) => ref.name === name)?.id ?? 'unborn');
}

interface Ref {
  readonly name: string;
  readonly id: string;
}

const most = 20_000;

/** The ids of all branches, tags, stashes, notes and worktree heads. No answer if one cannot be read. */
export function tipsOf(place: GitPlace): Told<readonly string[]> {
  const { commonDir } = place;
  const old = packedRefs(commonDir);
  if (old.told === 'no') return old;
  const ids = new Set(old.value.map(({ id }) => id));
  const paths = [...heads(commonDir), ...loose(commonDir)];
  if (paths.length + ids.size > most) return no(`there are more than ${most} branches and tags`);
  for (const path of paths) {
    const bytes = plainFile(join(commonDir, path), 4096);
    if (bytes.told === 'no') return no(`${path} cannot be read: ${bytes.because}`);
    const text = bytes.value.toString('utf8').trim();
    if (isId(text)) ids.add(text);
    // the ref that it names is in the list itself
    else if (!/^ref: ?refs\//.test(text)) return no(`${path} names no commit`);
  }
  const head = headOf(place);
  if (head.told === 'no') return head;
  return yes([...ids.add(head.value)].filter((id) => id !== 'unborn'));
}

function packedRefs(commonDir: string): Told<readonly Ref[]> {
  const bytes = plainFile(join(commonDir, 'packed-refs'), 16 * 1024 * 1024);
  if (isAbsent(bytes)) return yes([]);
  if (bytes.told === 'no') return no(`packed-refs cannot be read: ${bytes.because}`);
  const refs = bytes.value
    .toString('utf8')
    .split('\n')
    .map((line) => /^([0-9a-f]{40}|[0-9a-f]{64}) (refs\/.+)$/.exec(line))
    .flatMap((found) => (found === null ? [] : [{ id: found[1] ?? '', name: found[2] ?? '' }]));
  return yes(refs);
}

/** Files below refs/, except lock files of git. */
function loose(commonDir: string): readonly string[] {
  const found: string[] = [];
  const folders = ['refs'];
  for (let folder = folders.shift(); folder !== undefined && found.length <= most; folder = folders.shift())
    for (const entry of entriesOf(join(commonDir, folder))) {
      const path = `${folder}/${entry.name}`;
      if (entry.isDirectory()) folders.push(path);
      else if (!entry.name.endsWith('.lock')) found.push(path);
    }
  return found;
}

const heads = (commonDir: string): readonly string[] =>
  entriesOf(join(commonDir, 'worktrees'))
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => `worktrees/${name}/HEAD`);

function entriesOf(folder: string) {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch {
    return [];
  }
}

const isId = (text: string): boolean => /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/.test(text);

/** Whether a name is safe to use as a path inside the repository. */
const isName = (name: string): boolean =>
  name.split('/').every((part) => part !== '' && !part.startsWith('.')) && !/[\\:\0]/.test(name);
