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
