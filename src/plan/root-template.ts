/** The path of the composition root in a new service. */
export const rootTemplate = 'src/security/index.ts';
