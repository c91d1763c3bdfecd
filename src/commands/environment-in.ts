import { environments, type Environment } from '../define/control.js';
import { badValue } from './bad-value.js';
import type { Given } from './command.js';

/** The environment that --environment names, or the command's default. */
export function environmentIn(given: Given, usual: Environment): Environment {
  const text = given['environment'] ?? usual;
  const found = environments.find((each) => each === text);
  if (found === undefined) throw badValue('--environment', environments.join(', '), String(text));
  return found;
}
