import { readFileSync } from 'node:fs';

/** What a process holds in memory, in MiB; 0 when it is gone. Linux only. */
export function residentMiB(pid: number | undefined): number {
  try {
    const status = readFileSync(`/proc/${String(pid)}/status`, 'utf8');
    return Number(/^VmRSS:\s+(\d+)/m.exec(status)?.[1] ?? 0) / 1024;
  } catch {
    return 0;
  }
}

/** Looks again and again until it is stopped; gives the most that was seen. */
export function watchMemory(pid: number | undefined): () => number {
  let peak = residentMiB(pid);
  const timer = setInterval(() => (peak = Math.max(peak, residentMiB(pid))), 20);
  return () => {
    clearInterval(timer);
    return peak;
  };
}
