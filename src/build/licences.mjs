// The licences of bundled packages: most require that their text is included in every copy.
import { join } from 'node:path';
import fs from 'fs-extra';

/**
 * The folder of each package that has a file in the bundle: 'node_modules/zod', 'node_modules/a/node_modules/b'.
 * @param {import('esbuild').Metafile} metafile @returns {string[]}
 */
export const bundledPackages = ({ inputs }) =>
  [
    ...new Set(
      Object.keys(inputs).flatMap((path) => /(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+/.exec(path) ?? []),
    ),
  ].sort();

/**
 * One text: name, version and licence of each package, then the words of its licence file.
 * @param {string} root @param {readonly string[]} packages
 */
export async function licencesOf(root, packages) {
  const texts = await Promise.all(packages.map((path) => licenceOf(join(root, path))));
  const head = 'rampart contains parts of the packages below, each under its own licence.';
  return `${[head, ...new Set(texts)].join(`\n\n${'-'.repeat(80)}\n\n`)}\n`;
}

/** Without a licence file the package.json is all that its authors say. @param {string} folder */
async function licenceOf(folder) {
  const { name, version, license, author } = await fs.readJson(join(folder, 'package.json'));
  if (typeof license !== 'string') throw new Error(`${name} names no licence.`);
  const file = (await fs.readdir(folder)).find((entry) => /^licen[cs]e(?:\.\w+)?$/i.test(entry));
  const by = typeof author === 'object' ? author?.name : author;
  const text = file
    ? await fs.readFile(join(folder, file), 'utf8')
    : `Copyright (c) ${by ?? `the authors of ${name}`}`;
  return `${name} ${version}, ${license}\n\n${text.trim()}`;
}
