import { readdirSync } from 'node:fs';
import { attempt } from './attempt.js';

/** The names in a folder; none if it does not exist or cannot be read. */
export const folderNames = (folder: string): readonly string[] => attempt(() => readdirSync(folder)) ?? [];
