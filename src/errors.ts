/** Exit codes: the contract with scripts, CI and agents. Never 0 on failure. */
export const exits = {
  done: 0,
  failed: 1, // tree unchanged
  findings: 2, // or an update is available
  manual: 3, // a step that we will not guess is left to the user
  refused: 4, // dirty tree, conflict
  badInput: 5, // or a missing answer
  cancelled: 130,
} as const;
export type Exit = (typeof exits)[keyof typeof exits];

interface ErrorKind {
  readonly exit: Exit;
  readonly whose: 'yours' | 'ours' | 'the machine';
  readonly message: (facts: Readonly<Record<string, string>>) => string;
  readonly remedy: (facts: Readonly<Record<string, string>>) => string;
}

/** Every error: code, message (expectation first, then what was found), whose fault it is, and what mends it. */
export const catalogue = {
  RAMPART_UNKNOWN_COMMAND: {
    exit: exits.badInput,
    whose: 'yours',
    message: ({ name }) => `Expected one of the commands of "rampart --help", got "${name}".`,
    remedy: () => 'Run: rampart --help',
  },
  RAMPART_PATH_OUTSIDE: {
    exit: exits.refused,
    whose: 'yours',
    message: ({ path, root }) => `Expected a path inside ${root}, got "${path}".`,
    remedy: () => 'Remove the link or the ".." that leads out of the folder.',
  },
  RAMPART_UNKNOWN_PACKAGE: {
    exit: exits.failed,
    whose: 'ours',
    message: ({ name }) => `Expected "${name}" in templates/versions/package.json, found none.`,
    remedy: () => 'Please report this: a template names a package that has no version.',
  },
} as const satisfies Record<string, ErrorKind>;

export type ErrorCode = keyof typeof catalogue;

/** A failure that the user is told about by code, with its remedy; anything else thrown is a bug of ours. */
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
  get remedy(): string {
    return (catalogue[this.code] as ErrorKind).remedy(this.facts);
  }
}
