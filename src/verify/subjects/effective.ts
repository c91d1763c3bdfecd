import gte from 'semver/functions/gte.js';
import lt from 'semver/functions/lt.js';
import { inFolder, type UnusableFile } from './package-at.js';
import type { Manager } from './manager.js';
import type { Place } from './place.js';
import { settingsIn } from './settings-files.js';
import type { Version } from '../../repo/versions.js';

/** A settings file, and whether the package manager reads it for this package. */
export interface Layer {
  readonly path: string;
  readonly form: keyof typeof settingsIn | 'manifest';
  readonly values: Readonly<Record<string, unknown>>;
  /** Why it is not read; '' if it is. */
  readonly unread: string;
}

/** The name of a setting in one kind of file, and the versions that read it there. */
export interface Spelling {
  readonly form: Layer['form'];
  readonly key: string;
  readonly since?: Version;
  /** The first version that no longer reads it. */
  readonly until?: Version;
}

/** The effective value of a setting. */
export interface Effect {
  /** Undefined: as if it were not set. */
  readonly value: unknown;
  readonly path: string | undefined;
  /** Why a written setting has no effect: ' (packages/api/.npmrc is not read: ...)'; '' if none is ignored. */
  readonly vain: string;
  /** Why it is unknown whether it has an effect. */
  readonly doubt: string | undefined;
}

/** The existing settings files, nearest first, and those that cannot be parsed. */
export function layersOf(
  place: Place,
  files: readonly {
    readonly folder: string;
    readonly name: string;
    readonly form: keyof typeof settingsIn;
    readonly unread?: string;
  }[],
): { readonly layers: readonly Layer[]; readonly trouble: readonly UnusableFile[] } {
  const layers: Layer[] = [];
  const trouble: UnusableFile[] = [];
  for (const { folder, name, form, unread: aside = '' } of files) {
    const path = inFolder(folder, name);
    const text = place.read(path);
    if (text.state === 'absent') continue;
    const unread =
      aside === '' && !place.isShared(path) ? 'git ignores this file, so no clone has it' : aside;
    const values = text.state === 'read' ? settingsIn[form](text.text) : undefined;
    if (values !== undefined) layers.push({ path, form, values, unread });
    else if (unread === '')
      trouble.push({
        path,
        why: text.state === 'read' ? 'does not parse' : text.state === 'unreadable' ? text.why : '',
      });
  }
  return { layers, trouble };
}

/** The value from the nearest file that the package manager reads, in a form that its version knows. */
export function effectOf(
  spellings: readonly Spelling[],
  {
    layers,
    manager,
    place,
  }: { readonly layers: readonly Layer[]; readonly manager: Manager; readonly place: Place },
): Effect {
  const reasons: string[] = [];
  let doubt: string | undefined;
  for (const layer of layers) {
    for (const spelling of spellings) {
      if (spelling.form !== layer.form || !Object.hasOwn(layer.values, spelling.key)) continue;
      const said = `${spelling.key} in ${place.shown(layer.path)}`;
      const { knows, why } = knowing(spelling, manager);
      if (layer.unread !== '') reasons.push(`${said} has no effect: ${layer.unread}`);
      else if (knows === 'yes')
        return { value: layer.values[spelling.key], path: layer.path, vain: '', doubt: undefined };
      else if (knows === 'no') reasons.push(`${said} has no effect: ${why}`);
      else doubt ??= `${said} holds only ${why}`;
    }
  }
  return {
    value: undefined,
    path: undefined,
    vain: reasons.length === 0 ? '' : ` (${reasons.join('; ')})`,
    doubt,
  };
}

function knowing(
  { since, until }: Spelling,
  { name, version, from, told }: Manager,
): { readonly knows: 'yes' | 'no' | 'unclear'; readonly why: string } {
  const late = since !== undefined && (version === undefined || lt(version, since));
  const early = until !== undefined && version !== undefined && gte(version, until);
  const range = [
    ...(since === undefined ? [] : [`from ${since} on`]),
    ...(until === undefined ? [] : [`before ${until}`]),
  ].join(' and ');
  if (told !== 'named' && (late || until !== undefined))
    return {
      knows: 'unclear',
      why: `with ${name} ${range}, and no version of it is named: write packageManager into package.json`,
    };
  if (!late && !early) return { knows: 'yes', why: '' };
  return {
    knows: 'no',
    why: `${name} ${version ?? ''} (${from}) does not know it, ${name} does ${range}`,
  };
}
