import { yamlIn } from '../../repo/yaml.js';
import { recordOrNone } from './package-at.js';

type Values = Readonly<Record<string, unknown>>;

/** Parsers of settings files by kind; undefined for a file that cannot be parsed. */
export const settingsIn: Readonly<
  Record<'npmrc' | 'yaml' | 'toml' | 'yarnrc', (text: string) => Values | undefined>
> = {
  npmrc: readNpmrc,
  yaml: readYaml,
  toml: readInstallTable,
  yarnrc: readYarnrc,
};

/**
 * npm's .npmrc, an ini file: keys after a [heading] do not count, `key` alone is true, ; and # start a
 * comment, the last line wins. Compared with `npm config get` of 11.19.1.
 */
function readNpmrc(text: string): Values {
  const values: Record<string, unknown> = {};
  for (const line of text.replace(/^\uFEFF/, '').split(/[\r\n]+/)) {
    const trimmed = line.trim();
    if (/^\[.*\]$/.test(trimmed)) break;
    if (trimmed === '' || /^[;#]/.test(trimmed)) continue;
    const at = trimmed.indexOf('=');
    const key = plainValue(at < 0 ? trimmed : trimmed.slice(0, at));
    values[key.replace(/\[\]$/, '')] = at < 0 ? 'true' : plainValue(trimmed.slice(at + 1));
  }
  return values;
}

/** A value without its quotes, or else without its comment. */
function plainValue(raw: string): string {
  const value = raw.trim();
  const quoted = /^(["'])(.*)\1$/.exec(value);
  if (quoted !== null) return quoted[2] ?? '';
  return value.replace(/(^|[^\\])[;#].*$/, '$1').trim();
}

function readYaml(text: string): Values | undefined {
  try {
    const value: unknown = yamlIn(text);
    return value === null || value === undefined ? {} : recordOrNone(value);
  } catch {
    return undefined;
  }
}

/** The table [install] of a bunfig.toml. A line that we do not understand makes the whole file unreadable. */
function readInstallTable(text: string): Values | undefined {
  const values: Record<string, unknown> = {};
  let table = '';
  let open = '';
  for (const line of text.replace(/^\uFEFF/, '').split(/\r?\n/)) {
    const trimmed = `${open}${line.trim()}`;
    open = '';
    if (trimmed === '' || trimmed.startsWith('#')) continue;
    const heading = /^\[\[?\s*([\w."'@/ -]+?)\s*\]\]?\s*(?:#.*)?$/.exec(trimmed);
    if (heading !== null) {
      table = heading[1] ?? '';
      continue;
    }
    const pair = /^([\w.-]+|"[^"]*"|'[^']*')\s*=\s*(.+)$/.exec(trimmed);
    if (pair === null) return undefined;
    const [, key = '', value = ''] = pair;
    if (/^[[{]/.test(value) && !/[\]}]\s*(?:#.*)?$/.test(value)) {
      open = `${trimmed} `;
      if (open.length > 100_000) return undefined;
      continue;
    }
    const name = table === '' ? key : `${table}.${key}`;
    if (name.startsWith('install.')) values[name.slice('install.'.length)] = tomlValue(value);
  }
  return open === '' ? values : undefined;
}

function tomlValue(value: string): unknown {
  const text = /^"([^"]*)"|^'([^']*)'/.exec(value);
  if (text !== null) return text[1] ?? text[2];
  if (value.startsWith('[')) return [...value.matchAll(/"([^"]*)"|'([^']*)'/g)].map(([, a, b]) => a ?? b);
  const word = value.replace(/\s*#.*$/, '').trim();
  if (word === 'true' || word === 'false') return word === 'true';
  return /^[\d_]+$/.test(word) ? Number(word.replaceAll('_', '')) : word;
}

/** Yarn 1: `key value`, with quotes around blanks. */
function readYarnrc(text: string): Values {
  return Object.fromEntries(
    text.split(/\r?\n/).flatMap((line) => {
      const found = /^\s*(?:"([^"]+)"|([\w.-]+))\s+(?:"([^"]*)"|(\S+))\s*$/.exec(line);
      return found === null ? [] : [[found[1] ?? found[2] ?? '', found[3] ?? found[4] ?? ''] as const];
    }),
  );
}
