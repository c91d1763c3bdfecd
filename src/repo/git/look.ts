import { existsSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import { ignoredOf } from './ignored.js';
import { listingOf, type GitListed } from './listing.js';
import { locate, type GitPlace } from './locate.js';
import { inPrivateDir, type GitAsk, type GitSubject } from './private-dir.js';
import { headOf } from './refs.js';
import { gitSettings, type GitSettings } from './settings.js';
import { tooSlow } from './start.js';
import { no, andThen, yes, type Told } from './told.js';

/** The repository of a folder, seen from that folder. */
export interface Look {
  readonly place: GitPlace;
  /** The commit of HEAD, 'unborn', or why it is unknown although the rest is known. */
  readonly head: Told<string>;
  readonly depth: 'whole' | 'shallow' | 'partial';
  readonly listing: readonly GitListed[];
  readonly ask: AskPrivately;
}

/** Asks git something in a private repository made for this purpose. */
export type AskPrivately = <T>(use: (ask: GitAsk) => Told<T>) => Told<T>;

/**
 * Finds and checks the repository of a folder; 'none' if there is none. A folder that the enclosing
 * repository ignores, and tracks nothing of, does not belong to it.
 */
export function lookAt(root: string): Told<Look | 'none'> {
  return andThen<GitPlace | undefined, Look | 'none'>(locate(root), (place) => {
    if (place === undefined) return yes('none');
    return andThen(gitSettings(place), (settings) =>
      andThen<Look, Look | 'none'>(lookInside(root, place, settings), (look) =>
        yes(isForeign(look) ? 'none' : look),
      ),
    );
  });
}

function lookInside(root: string, place: GitPlace, settings: GitSettings): Told<Look> {
  const named =
    settings.refs === 'files'
      ? headOf(place)
      : no('its branches are stored in a format that rampart does not read');
  if (named.told === 'no' && settings.refs === 'files') return named;
  const head = named.told === 'yes' ? named.value : 'unborn';
  const ask = patient({ root: realpathSync(root), place, settings, head });
  return andThen(ask(listingOf), (files) =>
    yes({
      place,
      head: named,
      depth: existsSync(join(place.commonDir, 'shallow')) ? 'shallow' : settings.clone,
      listing: files,
      ask,
    }),
  );
}

function isForeign({ place, listing, ask }: Look): boolean {
  if (place.prefix === '' || listing.some(({ state }) => state !== 'untracked')) return false;
  const ignored = ask((git) => ignoredOf(['.'], 'all', git));
  return ignored.told === 'yes' && ignored.value.has('.');
}

/** If git was too slow in a repository once, it is not asked there again. */
export function patient(subject: GitSubject): AskPrivately {
  let slow: { readonly told: 'no'; readonly because: string } | undefined;
  return (use) => {
    if (slow !== undefined) return slow;
    const answer = inPrivateDir(subject, use);
    if (answer.told === 'no' && answer.because.startsWith(tooSlow)) slow = answer;
    return answer;
  };
}
