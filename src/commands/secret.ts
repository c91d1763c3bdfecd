import { randomBytes } from 'node:crypto';

/** A development secret: 48 random bytes, in an alphabet that no shell and no .env file quotes. */
export const secret = (): string => randomBytes(48).toString('base64url');
