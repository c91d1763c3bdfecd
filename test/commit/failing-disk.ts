import { realDisk, type Disk } from '../../src/commit/disk.js';

const changing = [
  'makeFolder',
  'create',
  'setMode',
  'rename',
  'remove',
  'removeFolder',
  'removeTree',
] as const;

/**
 * A real disk on which the n-th change (1-based) goes wrong as told; later ones work again, or none does. Counts what
 * was done.
 */
export function failingDisk(
  nth: number,
  goWrong: (change: { name: string; args: readonly unknown[] }) => void,
  times: 'once' | 'from then on' = 'once',
): { disk: Disk; count: () => number } {
  let count = 0;
  const disk: Record<string, unknown> = { ...realDisk };
  for (const name of changing)
    disk[name] = (...args: never[]) => {
      count += 1;
      if (count === nth || (count > nth && times === 'from then on')) goWrong({ name, args });
      return (realDisk[name] as (...rest: never[]) => void)(...args);
    };
  return { disk: disk as unknown as Disk, count: () => count };
}
