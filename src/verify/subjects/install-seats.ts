import major from 'semver/functions/major.js';
import { posix } from 'node:path';
import { layersOf } from './effective.js';
import type { InstallSeat } from './install-seat.js';
import { inFolder, packageAt, recordOrNone } from './package-at.js';
import type { Manager } from './manager.js';
import type { Place } from './place.js';

/**
 * Which files of settings each package manager reads, by the folder in which it is run. Each was tried in a
 * workspace, at its root and in a package: npm 10.9.9 and 11.19.1, pnpm 10.26.0 and 11.0.0, yarn 4.18.1,
 * bun 1.4.5.
 */

/**
 * npm reads the .npmrc of the workspace's root, in a package of it too ("ignoring workspace config").
 * docs.npmjs.com/cli/configuring-npm/npmrc
 */
export const npmSeats = (place: Place): readonly InstallSeat[] => [atRoot(place, '.npmrc', 'npmrc')];

/** bun looks for the root of the workspace before it reads bunfig.toml. */
export const bunSeats = (place: Place): readonly InstallSeat[] => [atRoot(place, 'bunfig.toml', 'toml')];

function atRoot(place: Place, name: string, form: 'npmrc' | 'toml'): InstallSeat {
  const manager = form === 'npmrc' ? 'npm' : 'bun';
  const unread = `${manager} reads ${place.shown(inFolder(place.workspace, name))}, at the root of the workspace`;
  return {
    ...layersOf(place, [
      { folder: place.workspace, name, form },
      ...(place.role === 'member' ? [{ folder: place.prefix, name, form, unread }] : []),
    ]),
    file: place.shown(inFolder(place.workspace, name)),
  };
}

/**
 * pnpm reads the nearest pnpm-workspace.yaml upwards, and makes its folder the root: one in a package cuts
 * it off when pnpm is run there, and counts for nothing when it is run at the root. An .npmrc of a package
 * is not read. pnpm.io/settings
 */
export function pnpmSeats(place: Place): readonly InstallSeat[] {
  const name = 'pnpm-workspace.yaml';
  const own = place.role === 'member' && place.read(inFolder(place.prefix, name)).state !== 'absent';
  return [place.workspace, ...(own ? [place.prefix] : [])].map((folder) => {
    const unread = `pnpm reads ${place.shown(inFolder(folder, name))}`;
    const other = [place.workspace, place.prefix].find((each) => each !== folder);
    const { layers, trouble } = layersOf(place, [
      { folder, name, form: 'yaml' },
      { folder, name: '.npmrc', form: 'npmrc' },
      ...(other === undefined
        ? []
        : [
            { folder: other, name, form: 'yaml' as const, unread },
            { folder: other, name: '.npmrc', form: 'npmrc' as const, unread },
          ]),
    ]);
    const { manifest } = packageAt(place, folder);
    const path = inFolder(folder, 'package.json');
    return {
      layers: [
        ...layers,
        { path, form: 'manifest' as const, values: recordOrNone(manifest.pnpm) ?? {}, unread: '' },
      ],
      trouble,
      file: place.shown(inFolder(folder, name)),
    };
  });
}

/**
 * Yarn merges every .yarnrc.yml from where it is run up to the top, the nearest first.
 * yarnpkg.com/configuration/yarnrc
 */
export function yarnSeats(place: Place, { version }: Manager): readonly InstallSeat[] {
  const isClassic = major(version ?? '0.0.0') === 1;
  const name = isClassic ? '.yarnrc' : '.yarnrc.yml';
  const form = isClassic ? ('yarnrc' as const) : ('yaml' as const);
  return [...new Set([place.workspace, place.prefix])].map((seat) => {
    const read = upwards(seat);
    const unread = `yarn does not read it when it is run in ${place.shown(seat)}`;
    const { layers, trouble } = layersOf(place, [
      ...read.map((folder) => ({ folder, name, form })),
      ...(read.includes(place.prefix) ? [] : [{ folder: place.prefix, name, form, unread }]),
    ]);
    const { manifest } = packageAt(place, place.workspace);
    const path = inFolder(place.workspace, 'package.json');
    return {
      layers: [
        ...layers,
        {
          path,
          form: 'manifest' as const,
          values: { dependenciesMeta: manifest.dependenciesMeta },
          unread: '',
        },
      ],
      trouble,
      file: place.shown(inFolder(place.workspace, name)),
    };
  });
}

function upwards(folder: string): readonly string[] {
  const found = [folder];
  for (let at = folder; at !== '';) {
    at = at.includes('/') ? posix.dirname(at) : '';
    found.push(at);
  }
  return found;
}
