import type { Io } from './io.js';
import type { Request } from './request.js';

/** What the first verification of a new service came to, in numbers. */
export interface Verified {
  readonly summary: string;
}

/** The seam to verify: proves the checklist on what was just written, and writes the first SECURITY-STATUS.md. */
export async function verifyNew(_: {
  readonly request: Request;
  readonly io: Io;
}): Promise<Verified | undefined> {
  return undefined;
}
