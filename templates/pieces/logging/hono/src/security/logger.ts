export type { Logger } from 'pino';
export { createLogger, requestContext } from './logger+pino.js';
export { logPrinted } from './logger+printed.js';
