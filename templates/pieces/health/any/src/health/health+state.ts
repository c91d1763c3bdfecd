import { createHash, timingSafeEqual } from 'node:crypto';
import { performance } from 'node:perf_hooks';

/** How the process is, for operators. */
export const processState = () => ({
  startedAt: new Date(performance.timeOrigin).toISOString(),
  node: process.version,
  memoryMiB: Math.round(process.memoryUsage.rss() / 2 ** 20),
  eventLoopUtilization: performance.eventLoopUtilization().utilization,
});

/** Compares digests, which have equal length, so that the time tells nothing about the token. */
export function isBearer(authorization: string | undefined, token: string): boolean {
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(authorization ?? ''), digest(`Bearer ${token}`));
}
