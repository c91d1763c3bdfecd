import type { Recogniser } from '../repo/frameworks/recogniser.js';
import { specifier } from '../repo/modules.js';
import { rootNames, wiringOf, type Wanted } from './wiring-points.js';

/** The statements as text, each with its place in words. */
export function statements(
  wanted: Wanted,
  { says }: Recogniser,
  { path, expression, style }: { path: string; expression: string; style: 'import' | 'require' },
): string {
  const names = rootNames(wanted).join(', ');
  const module = specifier(path, wanted.root.stem, wanted.suffix);
  const places = {
    create: 'around the options that the app is created with',
    before: 'directly after the app is created, before anything else is mounted on it',
    after: 'after the last route',
    server: 'around the call that listens',
  };
  return [
    style === 'import'
      ? `import { ${names} } from '${module}';`
      : `const { ${names} } = require('${module}');`,
    ...wanted.parts.map((part) => {
      const subjects = {
        create: '{ ... }',
        before: expression,
        after: expression,
        server: says.serve(expression),
      };
      const text = wiringOf(wanted, part).text(subjects[part]);
      const statement = part === 'create' ? `const ${expression} = ${says.create(text)}` : text;
      return `${statement.endsWith(';') ? statement : `${statement};`} // ${places[part]}`;
    }),
  ].join('\n');
}
