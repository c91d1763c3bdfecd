import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

export { securityContact } from './env+contact.js';
export { originList, publicOrigin } from './env+origins.js';
export { trustProxy, type TrustProxy } from './env+proxies.js';
export { secret } from './env+secrets.js';

// Not envalid or t3-env: they read no secrets from files.

export type Mode = 'production' | 'development' | 'test';
type Environment = Readonly<Record<string, string | undefined>>;

/** Says what is wrong with the environment: one line for each key, never a value. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

/** An unset or unknown value means production: whoever forgets the variable gets the strict rules. */
export const modeOf = (env: Environment): Mode =>
  env.NODE_ENV === 'development' || env.NODE_ENV === 'test' ? env.NODE_ENV : 'production';

/** Parses the environment by its schema, and freezes the result. An empty variable counts as unset. */
export function readEnv<S extends z.ZodObject>(schema: S, env: Environment): z.output<S> {
  const secrets = secretsOf(schema);
  const values: Record<string, string> = {};
  for (const name of Object.keys(schema.shape)) {
    const value = env[name] || (secrets.includes(name) ? secretFrom(name, env) : undefined);
    if (value) values[name] = value;
  }
  const result = schema.safeParse(values);
  if (result.success) return deepFreeze(result.data);
  const lines = result.error.issues.map(({ path, message }) => {
    const name = String(path[0]);
    return `${name} ${name in values ? message : 'is missing'}`;
  });
  throw new ConfigError([...new Set(lines)].join('\n'));
}

/** Schemas of secrets. Their values may come from files, and are never printed. */
const marks = z.registry<{ readonly isSecret: true }>();

/** What is made of it is a secret too, such as by .optional(), .refine() or .pipe(). */
export function asSecret<S extends z.ZodType>(schema: S): S {
  marks.add(schema, { isSecret: true });
  return schema;
}

export const secretsOf = (schema: z.ZodObject): readonly string[] =>
  Object.entries(schema.shape).flatMap(([name, type]) => (isSecret(type) ? [name] : []));

/** A registry knows the copies that .refine() and .meta() make; .optional() and others wrap a schema. */
function isSecret(schema: unknown, seen = new Set<unknown>()): boolean {
  if (!(schema instanceof z.ZodType) || seen.has(schema)) return false;
  seen.add(schema); // a lazy one may hold itself
  return marks.get(schema) !== undefined || partsOf(schema).some((part) => isSecret(part, seen));
}

const partsOf = (schema: z.ZodType): readonly unknown[] => {
  if (schema instanceof z.ZodLazy) return [schema.unwrap()];
  return Object.values(schema instanceof z.ZodObject ? schema.shape : schema.def).flat();
};

/** The texts in a setting, which may be a list of secrets. */
export const textsIn = (value: unknown): readonly string[] => {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
};

/** A hint for a developer's machine, where a missing NODE_ENV is the likely reason. */
export const adviceFor = (env: Environment): string =>
  env.NODE_ENV
    ? ''
    : 'NODE_ENV is not set, so the rules of production hold. On your ' +
      'own machine copy the example of .env to .env,\n' +
      'fill in what is empty, and start with NODE_ENV=development; "dev" of a new service takes it from .env.\n';

/** Adds the variables of a .env file to the environment. It never replaces one that is set. */
export function loadDotEnv(): void {
  try {
    process.loadEnvFile();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
}

/**
 * Reads a secret from the file that NAME_FILE names, or from a systemd credential
 * (https://systemd.io/CREDENTIALS/).
 */
function secretFrom(name: string, env: Environment): string | undefined {
  const named = env[`${name}_FILE`];
  if (named) return textOf(named, `${name}_FILE names a file`);
  const credential = env.CREDENTIALS_DIRECTORY && join(env.CREDENTIALS_DIRECTORY, name.toLowerCase());
  return credential && existsSync(credential) ? textOf(credential, `${name} is a credential`) : undefined;
}

function textOf(path: string, what: string): string {
  try {
    return readFileSync(path, 'utf8').trim();
  } catch {
    throw new ConfigError(`${what} that cannot be read`);
  }
}

function deepFreeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null) Object.values(Object.freeze(value)).forEach(deepFreeze);
  return value;
}
