import { randomBytes } from 'node:crypto';
import type { NamedSetting } from '../../repo/named-settings.js';
import { isSecretName } from '../../repo/secret-name.js';

/**
 * 'production': we are its only proxy, with https. 'direct': production without a proxy. 'development': as on
 * a laptop.
 */
export type Profile = 'production' | 'direct' | 'development';

export const publicName = 'service.rampart.test';
export const allowedOrigin = 'https://app.rampart.test';

/** A complete environment with generated values: none of the user's, and no address of another machine. */
export function throwaway(
  settings: readonly NamedSetting[],
  profile: Profile,
  port: number,
): Readonly<Record<string, string>> {
  const values: Record<string, string> = {};
  for (const { name, example } of settings) {
    const value = valueFor(name, example);
    if (value !== '') values[name] = value;
  }
  const inProduction = profile !== 'development';
  return {
    ...values,
    NODE_ENV: inProduction ? 'production' : 'development',
    HOST: '127.0.0.1',
    PORT: String(port),
    PUBLIC_ORIGIN: inProduction ? `https://${publicName}` : `http://127.0.0.1:${port}`,
    ALLOWED_ORIGINS: allowedOrigin,
    TRUST_PROXY: profile === 'production' ? '1' : 'none',
    LOG_LEVEL: 'info',
    SECURITY_CONTACT: `https://${publicName}/security`,
  };
}

export const namesAllowedOrigins = (name: string): boolean =>
  name !== 'PUBLIC_ORIGIN' && /ORIGINS?$|^(?:FRONTEND|CLIENT|APP)_URL$/.test(name);

/** Unsets the allowed origins: rules must also hold without our list. */
export const withoutOrigins = (settings: readonly NamedSetting[]): Readonly<Record<string, undefined>> =>
  Object.fromEntries(
    ['ALLOWED_ORIGINS', ...settings.map(({ name }) => name).filter(namesAllowedOrigins)].map((name) => [
      name,
      undefined,
    ]),
  );

function valueFor(name: string, example: string): string {
  // A second listener, or where a database is: behind the wall no boot meets another one.
  if (/(?:^|_)PORT$/.test(name)) return /^\d+$/.test(example) ? example : '';
  if (/_FILE$/.test(name)) return '';
  if (namesAllowedOrigins(name)) return allowedOrigin;
  if (/^[a-z][a-z0-9+.-]*:\/\//i.test(example)) return onLoopback(example);
  if (isSecretName(name)) return randomBytes(48).toString('base64url');
  return /[<>]|change.?me|replace|your[-_ ]/i.test(example) ? '' : example;
}

/** Points an address in a template to this machine. */
function onLoopback(example: string): string {
  try {
    const url = new URL(example);
    url.hostname = '127.0.0.1';
    return url.href;
  } catch {
    return '';
  }
}
