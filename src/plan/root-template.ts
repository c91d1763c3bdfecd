/** The composition root, as a new service has it. */
export const rootTemplate = 'src/security/index.ts';
