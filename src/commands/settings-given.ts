import { readFileSync, statSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import { parseEnv } from 'node:util';
import { badValue } from './bad-value.js';
import type { Given } from './command.js';

/** The variables of all --env-file options; later files override earlier ones. */
export interface SettingsGiven {
  readonly values: Readonly<Record<string, string>>;
  /** The names of the files, without their folders. */
  readonly files: readonly string[];
}

/** Reads each file once, for the boot and for the probes of settings. */
export function settingsGiven(given: Given, cwd: string): SettingsGiven {
  const paths = [given['env-file'] ?? []].flat();
  return {
    values: Object.assign({}, ...paths.map((path) => variablesIn(path, cwd))) as SettingsGiven['values'],
    files: paths.map((path) => basename(path)),
  };
}

function variablesIn(path: string, cwd: string): Readonly<Record<string, string | undefined>> {
  const file = resolve(cwd, path);
  const stat = statSync(file, { throwIfNoEntry: false });
  if (stat?.isFile() !== true || stat.size > 1024 * 1024)
    throw badValue('--env-file', 'a file with lines of NAME=VALUE', path);
  try {
    return parseEnv(readFileSync(file, 'utf8'));
  } catch {
    throw badValue('--env-file', 'a file that may be read', path);
  }
}
