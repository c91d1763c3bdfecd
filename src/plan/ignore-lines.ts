import type { Ignored } from '../define/piece.js';

/** Updates that Dependabot must ignore, as lines of YAML. */
export const ignoreLines = (ignored: readonly Ignored[]): readonly string[] =>
  ignored.length === 0
    ? []
    : [
        'ignore:',
        ...ignored.flatMap(({ name, which, because }) => [
          `  # ${because}`,
          `  - dependency-name: '${name}'`,
          which === 'majors'
            ? '    update-types: [version-update:semver-major]'
            : `    versions: ['${which}']`,
        ]),
      ];
