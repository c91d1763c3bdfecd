/** Exit codes, a contract with scripts, CI and agents. A failure never exits with 0. */
export const exits = {
  done: 0,
  failed: 1, // tree unchanged
  findings: 2,
  manual: 3, // a step is left to the user: one that rampart does not guess, or one that failed after files were written
  refused: 4, // dirty tree, conflict
  badInput: 5, // or a missing answer
  cancelled: 130,
} as const;
export type Exit = (typeof exits)[keyof typeof exits];
