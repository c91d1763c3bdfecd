import { describe, expect, it } from 'vitest';
import { controls } from '../../src/controls/index.js';

/** What is to be done by hand is printed in repositories of any language and layout. */
const file =
  /(?<![\w./<*-])(?:\.?[\w-]+\/)*(?:\.?[\w-]+\.(?:[cm]?[jt]sx?|json|ya?ml|md|toml|service)|Dockerfile|\.npmrc|\.yarnrc\.yml)(?![\w-])/g;
/** Every repository has this one. */
const everywhere = 'package.json';

const named = (remedy: string): readonly { readonly name: string; readonly before: string }[] =>
  [...remedy.matchAll(file)].map((found) => ({ name: found[0], before: remedy.slice(0, found.index) }));

describe('remedies by hand', () => {
  it.each(controls.map(({ id, remedy }) => ({ id, remedy })))(
    '$id names no file but what it says to write or to copy',
    ({ remedy }) => {
      const loose = named(remedy).filter(
        ({ name, before }) =>
          name !== everywhere && !/(?:\bwrite\b|\binto\b|\bto copy:|>)[^;]*$/.test(before),
      );
      expect(loose.map(({ name }) => name)).toEqual([]);
    },
  );

  it('name files at all, and a loose one would be seen', () => {
    expect(controls.flatMap(({ remedy }) => named(remedy)).length).toBeGreaterThan(10);
    expect(named('delete its fallback in src/config.ts; look at app.js').map(({ name }) => name)).toEqual([
      'src/config.ts',
      'app.js',
    ]);
  });

  it('name no setting of our own files but as one', () => {
    const ours = /\b(?!NODE_ENV\b|NAME_FILE\b)[A-Z]{2,}_[A-Z_]+\b/;
    const loose = controls.filter(
      ({ remedy }) => ours.test(remedy) && !/\b[A-Z_]+ (?:where the \w+ is ours|turns ours on)/.test(remedy),
    );
    expect(loose.map(({ id }) => id)).toEqual([]);
  });
});
