import { randomBytes } from 'node:crypto';

/** A development secret: 48 random bytes, in characters that need no quotes in shells and .env files. */
export const secret = (): string => randomBytes(48).toString('base64url');
