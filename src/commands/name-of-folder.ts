import { basename, resolve, sep } from 'node:path';
import type { RampartError } from '../errors.js';
import { badValue } from './bad-value.js';

/**
 * The name of a service from its folder: 'My_Service' -> 'my-service', 'Übung' -> 'ubung'; undefined if no
 * letter is usable.
 */
export function nameOfFolder(folder: string): string | undefined {
  const text = basename(folder)
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^[^a-z]+|-+$/g, '')
    .slice(0, 63);
  return text === '' ? undefined : text;
}

/** Throws for a scoped package name, and for folders that package managers own. */
export function refuseOddFolder(dir: string, cwd: string, name: 'given' | 'derived'): void {
  const bad = (expected: string): RampartError => badValue('[dir]', expected, dir);
  if (resolve(cwd, dir).split(sep).includes('node_modules'))
    throw bad('a folder outside node_modules, which package managers delete');
  if (name === 'derived' && /^@[^/\\]+[/\\][^/\\]+$/.test(dir))
    throw bad('a folder, not a scoped name; if you mean this folder, give --name too');
}
