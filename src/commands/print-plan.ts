import { basename } from 'node:path';
import { Exact } from '../clean.js';
import { basePath } from '../define/manifest.js';
import type { Change, Plan } from '../plan/plan.js';
import { paint, say, type Io } from './io.js';

/** Prints what a run will do: the tree of a new folder, the diff of an existing one. A dry run prints all of it. */
export async function previewPlan(
  plan: Plan,
  { io, mode }: { readonly io: Io; readonly mode: 'commit' | 'plan' },
): Promise<void> {
  for (const note of plan.notes) say(io, `${paint(io, 'yellow', 'note')} ${note}`);
  if (mode === 'commit') return;
  if (plan.command === 'new') say(io, tree(plan), 'as they are');
  else if (io.format === 'text') say(io, await diffs(plan, 'all'), 'as they are');
  say(io, `\nThis was a dry run: ${counted(plan)} planned, nothing written.`);
}

export const counted = ({ changes }: Plan): string =>
  `${changes.length} ${changes.length === 1 ? 'file' : 'files'}, ${kilobytes(sum(changes.map(bytes)))}`;

const bytes = (change: Change): number => Buffer.byteLength(change.after);
const sum = (numbers: readonly number[]): number => numbers.reduce((a, b) => a + b, 0);
const kilobytes = (size: number): string => (size < 1024 ? `${size} B` : `${(size / 1024).toFixed(1)} kB`);

/** The files of a plan as a tree with sizes. */
function tree(plan: Plan): string {
  const lines = [`${basename(plan.root)}/`];
  let above: readonly string[] = [];
  for (const change of [...plan.changes].sort((a, b) => (order(a.path) < order(b.path) ? -1 : 1))) {
    const folders = change.path.split('/').slice(0, -1);
    const shared = folders.findIndex((folder, index) => folder !== above[index]);
    if (shared !== -1)
      for (let depth = shared; depth < folders.length; depth += 1)
        lines.push(`${'  '.repeat(depth + 1)}${folders[depth] ?? ''}/`);
    above = folders;
    const name = `${'  '.repeat(folders.length + 1)}${basename(change.path)}`;
    lines.push(
      `${name.padEnd(48)} ${kilobytes(bytes(change)).padStart(9)}${change.privacy ? '  secret, mode 600' : ''}`,
    );
  }
  return lines.join('\n');
}

/** Files of a folder before its subfolders. */
const order = (path: string): string =>
  path
    .split('/')
    .map((part, index, parts) => `${index === parts.length - 1 ? '0' : '1'}${part}`)
    .join('/');

/**
 * Changes as unified diffs. Secrets and rampart's own files are only named. 'edits' gives new files one line
 * each.
 */
export async function diffs(plan: Plan, which: 'all' | 'edits'): Promise<string> {
  const { unifiedDiff } = await import('../unified-diff.js');
  return plan.changes
    .map((change) => {
      const { path, kind } = change;
      const instead = insteadOf(change, which);
      if (instead !== undefined) return `${kind} ${path} (${kilobytes(bytes(change))}${instead})`;
      return unifiedDiff({ ...change, context: 3 });
    })
    .join('\n');
}

function insteadOf({ path, kind, privacy }: Change, which: 'all' | 'edits'): string | undefined {
  if (privacy === 'secret') return '; holds secrets, not shown';
  if (path === basePath) return '; the texts as written, for later updates';
  return which === 'edits' && kind === 'create' ? '' : undefined;
}

/** A plan as JSON: everything that a run would write, except the text of secrets. */
export const planDocument = (plan: Plan, texts: 'texts' | 'sizes'): Readonly<Record<string, unknown>> => ({
  root: plan.root,
  changes: plan.changes.map(({ path, kind, before, after, owner, mode, privacy }) => ({
    path,
    kind,
    owner,
    bytes: Buffer.byteLength(after),
    ...(mode !== undefined && { mode: mode.toString(8) }),
    ...(privacy !== undefined && { privacy }),
    ...(texts === 'texts' &&
      privacy === undefined && {
        ...(before !== undefined && { before: new Exact(before) }),
        after: new Exact(after),
      }),
  })),
  notes: plan.notes,
});
