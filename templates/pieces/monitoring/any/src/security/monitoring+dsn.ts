import { z } from 'zod';
import { asSecret } from './env.js';

/** Where errors are reported: over HTTPS, or to a collector on this machine. If unset, nowhere. */
export const sentryDsn = () =>
  asSecret(z.string().refine(isDsn, 'must be a DSN such as https://<key>@<host>/<project>').optional());

function isDsn(value: string): boolean {
  if (!URL.canParse(value)) return false;
  const { protocol, hostname, username, pathname } = new URL(value);
  const isPrivate = protocol === 'https:' || /^(127\.\d+\.\d+\.\d+|localhost|\[::1\])$/.test(hostname);
  return isPrivate && /^https?:$/.test(protocol) && username !== '' && /\/\d+$/.test(pathname);
}
