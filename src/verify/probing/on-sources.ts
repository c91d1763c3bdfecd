import type { Finding, Probe } from '../../define/probe.js';
import { inconclusive, onRepo } from '../probe.js';
import type { Repo } from '../../repo/repo.js';
import { sourcesOf, type Sources, type UnreadSource } from '../../repo/sources.js';

/** How many of its files a probe has read. */
export interface Extent {
  readonly files: number;
  readonly unread: readonly UnreadSource[];
}

interface SourceProbe<T> extends Pick<Probe<Repo, T>, 'id' | 'question' | 'how'> {
  look(sources: Sources['sources'], repo: Repo): T;
  /** Other files that it should have read but could not. */
  unreadBeside?(repo: Repo): readonly UnreadSource[];
  read(transcript: T & Extent): readonly Finding[];
}

/**
 * A probe of syntax trees. A file that was not read may contain the fault: so the result is a fail or
 * inconclusive, never a pass.
 */
export const onSources = <T extends object>({
  id,
  question,
  how,
  look,
  unreadBeside,
  read,
}: SourceProbe<T>) =>
  onRepo<T & Extent>({
    id,
    question,
    how,
    exercise: async (repo) => {
      const { sources, unread } = sourcesOf(repo);
      return {
        ...look(sources, repo),
        files: sources.length,
        unread: distinct([...unread, ...(unreadBeside?.(repo) ?? [])]),
      };
    },
    read: (transcript) => limited(read(transcript), transcript),
  });

const distinct = (list: readonly UnreadSource[]): readonly UnreadSource[] => [
  ...new Map(list.map((each) => [each.path, each])).values(),
];

function limited(findings: readonly Finding[], { files, unread }: Extent): readonly Finding[] {
  if (findings.some(({ outcome }) => outcome === 'fail')) return findings;
  if (unread.length > 0) return [inconclusive(notRead({ files, unread }))];
  return files === 0 ? [inconclusive('found no source to read')] : findings;
}

/** '2 of 9 files were not read: a.ts (does not parse), b.ts (too large, or no text)' */
function notRead({ files, unread }: Extent): string {
  const named = unread.slice(0, 3).map(({ path, because }) => `${path} (${because})`);
  const more = unread.length > named.length ? `, and ${unread.length - named.length} more` : '';
  return `${unread.length} of ${files + unread.length} files were not read: ${named.join(', ')}${more}`;
}
