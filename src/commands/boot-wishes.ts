import { readFileSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseEnv } from 'node:util';
import { RampartError } from '../errors.js';
import { noWishes } from '../verify/subjects/wishes.js';
import type { Wishes } from '../verify/subjects/wishes.js';
import type { Given } from './parse.js';

/** --env, --env-file, --boot-timeout and --allow-connect: what a boot needs and only the user can give. */
export function bootWishes(given: Given, cwd: string): Wishes {
  return {
    env: {
      ...Object.assign({}, ...listed(given, 'env-file').map((path) => variablesIn(path, cwd))),
      ...Object.fromEntries(listed(given, 'env').map(variable)),
    },
    allowed: listed(given, 'allow-connect').map(address),
    bootMs: given['boot-timeout'] === undefined ? noWishes.bootMs : secondsIn(String(given['boot-timeout'])),
  };
}

const listed = (given: Given, key: string): readonly string[] => [given[key] ?? []].flat();

/** The value stays out of the message: it may be a secret. */
function variable(text: string): readonly [string, string] {
  const [, name, value] = /^([A-Za-z_]\w*)=([^]*)$/.exec(text) ?? [];
  if (name === undefined || value === undefined)
    throw bad('--env', 'NAME=VALUE', text.includes('=') ? 'another name' : 'no "="');
  return [name, value];
}

function variablesIn(path: string, cwd: string): Readonly<Record<string, string | undefined>> {
  const file = resolve(cwd, path);
  const stat = statSync(file, { throwIfNoEntry: false });
  if (stat?.isFile() !== true || stat.size > 1024 * 1024)
    throw bad('--env-file', 'a file with lines of NAME=VALUE', path);
  try {
    return parseEnv(readFileSync(file, 'utf8'));
  } catch {
    throw bad('--env-file', 'a file that may be read', path);
  }
}

function address(text: string): Wishes['allowed'][number] {
  const [, bracketed, plain, port] = /^(?:\[([\da-fA-F:.]+)\]|([\w.-]+)):(\d{1,5})$/.exec(text) ?? [];
  const host = (bracketed ?? plain ?? '').toLowerCase();
  if (host === '' || Number(port) < 1 || Number(port) > 65_535)
    throw bad('--allow-connect', 'HOST:PORT, such as 127.0.0.1:5432', text);
  return { host, port: Number(port) };
}

function secondsIn(text: string): number {
  const seconds = Number(text);
  if (!Number.isInteger(seconds) || seconds < 1 || seconds > 600)
    throw bad('--boot-timeout', 'seconds from 1 to 600', text);
  return seconds * 1000;
}

const bad = (option: string, expected: string, found: string): RampartError =>
  new RampartError('RAMPART_BAD_VALUE', { option, expected, found });
