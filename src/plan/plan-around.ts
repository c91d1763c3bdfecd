import { posix } from 'node:path';
import { alone, type Answers } from '../define/answers.js';
import { nameManager } from './merge/name-manager.js';
import { mergeSettings } from './merge/settings.js';
import { mergeUpdates } from './merge/merge-updates.js';
import type { FileAbove } from './around.js';
import { managerNamed, packageManagerCommands, rootOf, upFrom } from './package-managers.js';
import type { Change } from './plan.js';

/** Reads a file above the service; undefined if absent, 'unread' if it is not text. */
export type Above = (path: string) => string | undefined | 'unread';

/**
 * Plans the changes above a service's folder. Existing files are only extended; what cannot be added is
 * listed as left to do.
 */
export function planAround({
  answers,
  around,
  above,
}: {
  readonly answers: Answers;
  readonly around: readonly FileAbove[];
  readonly above: Above;
}): {
  readonly changes: readonly Change[];
  readonly notes: readonly string[];
  readonly leftToDo: readonly string[];
} {
  const all = [...around.map((file) => joined(file, answers, above)), named(answers, above)];
  return {
    changes: all.flatMap(({ change }) => change ?? []),
    notes: all.flatMap(({ note }) => note ?? []),
    leftToDo: all.flatMap(({ left }) => left ?? []),
  };
}

interface Joined {
  readonly change?: Change;
  readonly note?: string;
  readonly left?: string;
}

function joined({ path, text, form }: FileAbove, answers: Answers, above: Above): Joined {
  const before = above(path);
  const shown = shownTo(path, answers);
  if (before === undefined) return { change: { path, kind: 'create', after: text, owner: 'owned' } };
  if (before === 'unread') return { left: `${shown} is not readable text, so nothing was added to it.` };
  if (form === 'whole')
    return before === text
      ? {}
      : { left: `${shown} exists and was left unchanged: the service's own was not written.` };
  const merged = form === 'updates' ? mergeUpdates(before, text) : mergeSettings(before, text, path);
  if (merged === undefined)
    return { left: `${shown} could not be edited safely. Add to it:\n${indented(text)}` };
  const { after, kept } = merged;
  return {
    ...(after !== before && {
      change: { path, kind: 'update', before, after, owner: 'wired' },
      note: `${shown} is shared with other projects: its content stays, and only what was missing is added.`,
    }),
    ...(kept.length > 0 && {
      left:
        `${shown} has other values, which stay, for ${kept.join('; ')}. ` +
        `This service would have:\n${indented(text)}`,
    }),
  };
}

/** Names the package manager at the root of a workspace, in a version that supports the settings. */
function named(answers: Answers, above: Above): Joined {
  const { within = alone, packageManager } = answers;
  const { packageManager: wanted } = managerNamed(answers);
  if (wanted === undefined || within.workspace === '' || within.managerVersion !== '') return {};
  const path = posix.join(rootOf(within), 'package.json');
  const before = above(path);
  if (before === undefined) return {};
  const after = nameManager(before, wanted);
  if (after === before) return {};
  const { settings } = packageManagerCommands[packageManager];
  return {
    change: { path, kind: 'update', before, after, owner: 'wired' },
    note: `${shownTo(path, answers)} names ${wanted} now: older versions ignore a part of ${settings}.`,
  };
}

const shownTo = (path: string, { within = alone }: Answers): string =>
  posix.join(upFrom(within.repository), path);

const indented = (text: string): string =>
  text
    .trimEnd()
    .split('\n')
    .map((line) => `      ${line}`)
    .join('\n');
