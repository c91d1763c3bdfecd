import type { Finding } from '../../define/probe.js';
import { dockerfilesOf } from '../../repo/container-files.js';
import type { Repo } from '../../repo/repo.js';
import { fail, notApplicable, onRepo, pass, verdictOf } from '../probe.js';
import { unread } from '../unread.js';

interface Image {
  readonly path: string;
  /** The ignore file of this image's build. */
  readonly ignoreFile: string;
  /** Settings files that the ignore file does not exclude; undefined if it could not be read. */
  readonly open: readonly string[] | undefined;
  readonly copies: 'all' | 'some';
}

interface Images {
  readonly images: readonly Image[];
}

export const keepsEnvFilesOutOfImages = onRepo<Images>({
  id: 'keeps-env-files-out-of-images',
  question: 'Does no settings file reach an image?',
  how:
    "Reads the ignore file of each image's build. A settings file that it lets into the build context " +
    'fails.',
  exercise: async (repo) => ({ images: dockerfilesOf(repo).map((path) => imageOf(repo, path)) }),
  read: ({ images }) => {
    if (images.length === 0) return [notApplicable('no image is built here')];
    const files = [...new Set(images.map(({ ignoreFile }) => ignoreFile))];
    return verdictOf(
      images.flatMap(faultIn),
      pass(`${files.join(', ')} keeps settings files out of the build context`),
    );
  },
});

function faultIn({ path, ignoreFile, open, copies }: Image): readonly Finding[] {
  if (open === undefined) return [unread({ path: ignoreFile, why: 'could not be read' })];
  if (open.length === 0) return [];
  return copies === 'all'
    ? [fail(`the whole folder is copied, ${open.join(', ')} with it: ${ignoreFile} lets it through`, path)]
    : [fail(`${ignoreFile} lets ${open.join(', ')} into the build context`, ignoreFile)];
}

/**
 * `Dockerfile.dockerignore` beside `Dockerfile` replaces the folder's ignore file:
 * docs.docker.com/build/concepts/context
 */
function imageOf(repo: Repo, path: string): Image {
  const own = `${path}.dockerignore`;
  const ignoreFile = repo.files.includes(own) ? own : '.dockerignore';
  const isThere = repo.files.includes(ignoreFile);
  const text = isThere ? repo.read(ignoreFile) : '';
  return {
    path,
    ignoreFile,
    open: text === undefined ? undefined : contextNames.filter((name) => !isExcluded(name, rulesIn(text))),
    copies: copiesAll.test(repo.read(path) ?? '') ? 'all' : 'some',
  };
}

const contextNames = ['.env', '.env.local', '.env.production'];
const copiesAll = /^\s*(?:COPY|ADD)\s+(?:--\S+\s+)*(?:\.\/?\s|\[\s*"\.\/?"|\.env)/im;

const rulesIn = (text: string): readonly string[] =>
  text
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'));

/** Whether the rules exclude a name at the root: the last matching rule decides, as in Docker. */
function isExcluded(name: string, rules: readonly string[]): boolean {
  let excluded = false;
  for (const rule of rules) {
    const negated = rule.startsWith('!');
    const pattern = rule
      .replace(/^!/, '')
      .replace(/^\/|^\*\*\//, '')
      .replace(/\/$/, '');
    const body = pattern
      .replace(/[.+^${}()|[\]\\]/g, '\\$&')
      .replace(/\*+/g, '[^/]*')
      .replace(/\?/g, '[^/]');
    if (new RegExp(`^${body}$`).test(name)) excluded = !negated;
  }
  return excluded;
}
