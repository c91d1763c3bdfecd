import type { Finding } from '../../define/probe.js';
import { onRepo } from '../probe.js';
import type { UnusableFile } from '../subjects/package-at.js';
import type { Repo } from '../../repo/repo.js';
import { unparsedIn, type FileKind } from '../subjects/unparsed.js';
import { unread } from '../unread.js';

/** Files of the kinds that a probe reads which cannot be parsed. */
export interface Unparsed {
  readonly unparsed?: readonly UnusableFile[];
}

interface FileProbe<T> {
  readonly id: string;
  readonly question: string;
  readonly how: string;
  readonly reads: readonly FileKind[];
  readonly exercise: (repo: Repo) => Promise<T>;
  readonly read: (transcript: T & Unparsed) => readonly Finding[];
}

/**
 * A probe of files. A file that cannot be parsed is no fault but prevents a pass; faults in other files still
 * count.
 */
export const onFiles = <T extends object>({ id, question, how, reads, exercise, read }: FileProbe<T>) =>
  onRepo<T & Unparsed>({
    id,
    question,
    how,
    exercise: async (repo) => ({ ...(await exercise(repo)), unparsed: unparsedIn(repo, reads) }),
    read: (transcript) => {
      const { unparsed = [] } = transcript;
      const found = read(transcript);
      if (unparsed.length === 0) return found;
      const faults = found.filter(({ outcome, where = '' }) => outcome === 'fail' && !isIn(unparsed, where));
      return [...faults, ...unparsed.map(unread)];
    },
  });

const isIn = (unparsed: readonly UnusableFile[], where: string): boolean =>
  unparsed.some(({ path }) => where === path || where.startsWith(`${path}:`) || where.startsWith(`${path} `));
