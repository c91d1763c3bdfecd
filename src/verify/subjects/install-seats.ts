import major from 'semver/functions/major.js';
import { posix } from 'node:path';
import { layersOf } from './effective.js';
import type { InstallSeat } from './install-seat.js';
import { inFolder, packageAt, recordOrNone } from './package-at.js';
import type { Manager } from './manager.js';
import type { Place } from './place.js';

/**
 * Which settings files each package manager reads, by the folder where it runs. Each was tested at the root
 * and in a package of a workspace: npm 10.9.9 and 11.19.1, pnpm 10.26.0 and 11.0.0, yarn 4.18.1, bun 1.4.5.
 */

/**
 * npm reads the .npmrc of the workspace's root, even inside a package ("ignoring workspace config").
 * docs.npmjs.com/cli/configuring-npm/npmrc
 */
export const npmSeats = (place: Place): readonly InstallSeat[] => [atRoot(place, '.npmrc', 'npmrc')];

/** bun finds the workspace root before it reads bunfig.toml. */
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
 * pnpm reads the nearest pnpm-workspace.yaml upwards, and its folder becomes the root. One in a package
 * separates the package if pnpm runs there, and is ignored if pnpm runs at the root. The .npmrc of a package
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
 * Yarn merges every .yarnrc.yml from the current folder to the top; the nearest wins.
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
