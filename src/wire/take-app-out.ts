import MagicString from 'magic-string';
import type { Site } from '../repo/frameworks/site.js';
import { wrapOptions } from './wrap-options.js';
import { wiringOf, type Wanted } from './wiring-points.js';
import { splitChain } from './chain.js';
import { takeBeginning } from './take-beginning.js';
import type { Joining } from './joining.js';

/** Gives an app a statement of its own, if it has none. */
export function takeAppOut({ site, missing, wanted, recogniser, edit }: Joining): void {
  const editing = missing.map((part) => edit(site.source, part, site.call))[0];
  if (editing === undefined) return;
  const statements = (name: string): { before: string[]; after: string[] } => ({
    before: missing.includes('before') ? [wiringOf(wanted, 'before').text(name)] : [],
    after: missing.includes('after') ? [wiringOf(wanted, 'after').text(name)] : [],
  });
  const creation = missing.includes('create') ? securedCreation(site, wanted) : textOf(site);
  if (recogniser.split === 'beginning') return takeBeginning(editing, site, statements, creation);
  const wrapsServer = wanted.parts.includes('server');
  if (wrapsServer) edit(site.source, 'server', site.call);
  splitChain(editing, site, statements, {
    creation,
    wrap: (expression) => (wrapsServer ? wiringOf(wanted, 'server').text(expression) : expression),
  });
}

function securedCreation(site: Site, wanted: Wanted): string {
  const text = new MagicString(site.source.text);
  wrapOptions({ source: site.source, text }, site, wanted);
  return text.slice(site.value.start, site.value.end);
}

const textOf = ({ source, value }: Site): string => source.text.slice(value.start, value.end);
