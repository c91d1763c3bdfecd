/** The environment variables of rampart's own process. Commands read them from their `Io`. */
export const environment: NodeJS.ProcessEnv = process.env;
