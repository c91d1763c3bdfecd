import type { ErrorKind } from './error-kind.js';
import { catalogue } from './error-kinds.js';
import type { Exit } from './exits.js';

export type { ErrorKind } from './error-kind.js';
export { catalogue } from './error-kinds.js';
export { exits, type Exit } from './exits.js';

export type ErrorCode = keyof typeof catalogue;

/** An error that the user is told of by code, with a remedy. Anything else that is thrown is a bug of ours. */
export class RampartError extends Error {
  override readonly name = 'RampartError';
  constructor(
    readonly code: ErrorCode,
    readonly facts: Readonly<Record<string, string>> = {},
    options?: ErrorOptions,
  ) {
    super((catalogue[code] as ErrorKind).message(facts), options);
  }
  get exit(): Exit {
    return catalogue[this.code].exit;
  }
  get whose(): ErrorKind['whose'] {
    return catalogue[this.code].whose;
  }
  get remedy(): string {
    return (catalogue[this.code] as ErrorKind).remedy(this.facts);
  }
}
