import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Does something while these files exist in a folder of our copy. They must be new, and are removed afterwards. */
export async function withFiles<T>(
  folder: string,
  files: Readonly<Record<string, string>>,
  act: () => Promise<T>,
): Promise<T> {
  const paths = Object.entries(files).map(([name, text]) => {
    const path = join(folder, name);
    writeFileSync(path, text, { flag: 'wx' });
    return path;
  });
  try {
    return await act();
  } finally {
    for (const path of paths) rmSync(path);
  }
}
