import { noWishes, type Wishes } from '../verify/subjects/wishes.js';
import { badValue } from './bad-value.js';
import type { Given } from './command.js';
import type { SettingsGiven } from './settings-given.js';

/** --env, --env-file, --boot-timeout and --allow-connect: what only the user can say about a boot. */
export function bootWishes(given: Given, { values }: SettingsGiven): Wishes {
  return {
    env: {
      ...values,
      ...Object.fromEntries(listed(given, 'env').map(variable)),
    },
    allowed: listed(given, 'allow-connect').map(address),
    bootMs: given['boot-timeout'] === undefined ? noWishes.bootMs : secondsIn(String(given['boot-timeout'])),
  };
}

const listed = (given: Given, key: string): readonly string[] => [given[key] ?? []].flat();

/** Parses NAME=value. Error messages leave the value out: it may be a secret. */
function variable(text: string): readonly [string, string] {
  const [, name, value] = /^([A-Za-z_]\w*)=([^]*)$/.exec(text) ?? [];
  if (name === undefined || value === undefined)
    throw badValue('--env', 'NAME=VALUE', text.includes('=') ? 'another name' : 'no "="');
  return [name, value];
}

function address(text: string): Wishes['allowed'][number] {
  const [, bracketed, plain, port] = /^(?:\[([\da-fA-F:.]+)\]|([\w.-]+)):(\d{1,5})$/.exec(text) ?? [];
  const host = (bracketed ?? plain ?? '').toLowerCase();
  if (host === '' || Number(port) < 1 || Number(port) > 65_535)
    throw badValue('--allow-connect', 'HOST:PORT, such as 127.0.0.1:5432', text);
  return { host, port: Number(port) };
}

function secondsIn(text: string): number {
  const seconds = Number(text);
  if (!Number.isInteger(seconds) || seconds < 1 || seconds > 600)
    throw badValue('--boot-timeout', 'seconds from 1 to 600', text);
  return seconds * 1000;
}
