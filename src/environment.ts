/** The variables that rampart itself was started with; a command reads them from its `Io`. */
export const environment: NodeJS.ProcessEnv = process.env;
