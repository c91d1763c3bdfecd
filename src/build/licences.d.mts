/** Types of licences.mjs, which runs as it is. */
import type { Metafile } from 'esbuild';
export function bundledPackages(metafile: Metafile): string[];
export function licencesOf(root: string, packages: readonly string[]): Promise<string>;
