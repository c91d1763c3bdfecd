import type { Logger } from './logger.js';

/** Lines that are no longer mended end here: the oldest one that is. https://github.com/nodejs/release#release-schedule */
const oldestSupported = 22;

/** One warning at start when security fixes for this Node have ended. */
export function warnIfUnsupported(logger: Logger, version: string = process.versions.node): void {
  const major = Number(version.split('.', 1)[0]);
  if (major >= oldestSupported) return;
  logger.warn(`Node ${String(major)} is past its end of life and gets no security fixes: see .nvmrc`);
}
