import { posix } from 'node:path';
import MagicString from 'magic-string';
import { parseSync } from 'oxc-parser';
import { toCommonJs } from './common-js.js';
import { eraseTypes } from './erase-types.js';
import { moduleNames } from './module-names.js';
import type { Layout } from '../define/layout.js';

/**
 * Translates a template into the dialect of a repo:
 *
 *   template text -> imports changed to the new places -> types erased -> CommonJS
 *
 * Works at run time on any TypeScript of ours. For a new service it returns the text unchanged.
 */
export function inDialect(template: Template): string {
  if (!template.path.endsWith('.ts')) return template.text;
  const key = JSON.stringify(template);
  const text = known.get(key) ?? translated(template);
  known.set(key, text);
  return text;
}

interface Template {
  /** The path in a new service: 'src/security/cors.ts'. */
  readonly path: string;
  readonly text: string;
  readonly layout: Layout;
}

/** Translated once: verify makes a plan for each piece, and most of their files are the same. */
const known = new Map<string, string>();

function translated(template: Template): string {
  const { layout } = template;
  const aimed = reAim(template);
  if (layout.language === 'ts') return aimed;
  const js = eraseTypes(aimed);
  return layout.modules === 'cjs' ? toCommonJs(js) : js;
}

/** The path of a template in a repo: sources in its source folder, config where a name is free, JavaScript as .js. */
export function landing(path: string, layout: Layout): string {
  if (!path.startsWith('src/')) return path;
  const inner = path === 'src/config.ts' ? `${layout.config}.ts` : path.slice('src/'.length);
  const ended = layout.language === 'js' ? inner.replace(/\.ts$/, '.js') : inner;
  return posix.join(layout.source, ended);
}

/**
 * Changes relative imports to where both files are, with the repo's extension. Dynamic imports in JavaScript
 * always need the extension, in CommonJS too.
 */
function reAim({ path, text, layout }: Template): string {
  const { program } = parseSync('template.ts', text, { preserveParens: false });
  const out = new MagicString(text);
  const here = posix.dirname(landing(path, layout));
  for (const { module, literal, when } of moduleNames(program)) {
    if (!module.startsWith('.')) continue;
    // only sources change their ending: './data.json' is what it is
    const isSource = /^\.[jt]s$|^$/.test(posix.extname(module));
    const target = landing(posix.join(posix.dirname(path), module).replace(/\.js$/, '.ts'), layout);
    const relative = posix.relative(here, isSource ? target.replace(/\.[jt]s$/, '') : target);
    const ending = when === 'at run time' && layout.language === 'js' ? '.js' : layout.suffix;
    const suffix = isSource ? ending : '';
    out.overwrite(
      literal.start + 1,
      literal.end - 1,
      `${relative.startsWith('.') ? '' : './'}${relative}${suffix}`,
    );
  }
  return out.toString();
}
