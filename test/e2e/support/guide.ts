import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** A block of the guide: a whole file, or lines of a file that change. */
interface Block {
  readonly kind: 'file' | 'edit';
  readonly path: string;
  readonly text: string;
}

/** Does to a service what its guide says, block by block, as a reader would. Returns the paths. */
export function follow(guide: string, folder: string): readonly string[] {
  const blocks = blocksOf(guide);
  for (const { kind, path, text } of blocks) {
    const file = join(folder, path);
    if (kind === 'file' && existsSync(file)) throw new Error(`The guide makes ${path} twice.`);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, kind === 'file' ? text : edited(path, readFileSync(file, 'utf8'), text));
  }
  return blocks.map(({ path }) => path);
}

/** Adds the packages that the guide says to install, in the versions of our templates. */
export function addPackages(guide: string, folder: string): void {
  const path = join(folder, 'package.json');
  const its = JSON.parse(readFileSync(path, 'utf8')) as Packages;
  const { devDependencies: versions } = JSON.parse(
    readFileSync(join(import.meta.dirname, '../../../templates/versions/package.json'), 'utf8'),
  ) as Packages;
  const added = (flag: string) =>
    Object.fromEntries(
      packagesOf(guide)
        .filter((one) => one.flag === flag)
        .map(({ name }) => [name, versions[name]]),
    );
  const dependencies = { ...its.dependencies, ...added('') };
  const devDependencies = { ...its.devDependencies, ...added('--save-dev') };
  writeFileSync(path, JSON.stringify({ ...its, dependencies, devDependencies }, null, 2));
}

/** The packages that a guide says to install. */
export const packagesOf = (guide: string): readonly { readonly flag: string; readonly name: string }[] =>
  [...guide.matchAll(/^npm install (?:(--save-dev) )?(\S+)$/gm)].map(([, flag = '', name = '']) => ({
    flag,
    name,
  }));

interface Packages {
  readonly dependencies: Readonly<Record<string, string>>;
  readonly devDependencies: Readonly<Record<string, string>>;
}

/** '```ts src/webhooks.ts' is a file, '```diff src/app.ts' an edit. Blocks without a path are only to be read. */
function blocksOf(guide: string): readonly Block[] {
  return [...guide.matchAll(/^```(\w+) (\S+)\n([\s\S]*?)^```$/gm)].map(([, word, path = '', text = '']) => ({
    kind: word === 'diff' ? 'edit' : 'file',
    path,
    text,
  }));
}

/** Applies each run of changed lines; the lines around it must be in the file, once. */
function edited(path: string, before: string, diff: string): string {
  return diff.split(/^@@.*\n/m).reduce((text, hunk) => {
    const lines = hunk.split('\n').filter((line) => line !== '');
    const side = (sign: string): string =>
      lines
        .filter((line) => line.startsWith(' ') || line.startsWith(sign))
        .map((line) => `${line.slice(1)}\n`)
        .join('');
    const old = side('-');
    if (old === '') return text;
    if (text.split(old).length !== 2)
      throw new Error(`The guide changes ${path} where it does not have once:\n${old}`);
    return text.replace(old, () => side('+'));
  }, before);
}
