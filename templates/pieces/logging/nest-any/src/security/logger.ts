export type { Logger } from 'pino';
export { createLogger, requestContext } from './logger+pino.js';
export { NestLogger } from './logger+nest.js';
