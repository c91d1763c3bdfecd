import { resolve } from 'node:path';
import { undo } from '../commit/undo.js';
import { exits, RampartError } from '../errors.js';
import { brokenBy } from '../repo/broken-by.js';
import { paint, say } from './io.js';
import type { Answer, Call } from './command.js';

/** `rampart undo`: reverts the last command in a folder. Reverts nothing if the remaining code would need it. */
export async function run({ io, given }: Call): Promise<Answer> {
  const root = resolve(io.cwd, String(given['dir'] ?? '.'));
  const { outcome, command, restored, mended, removed, left } = undo(root, { breaks: brokenBy });
  if (outcome === 'nothing to undo') {
    say(io, `Nothing to undo in ${root}.`);
    return { exit: exits.done, document: { outcome, root } };
  }
  io.standing = `The changes listed above were reverted in ${root}.`;
  for (const path of restored) say(io, `${paint(io, 'green', 'restored')} ${path}`);
  for (const path of mended)
    say(io, `${paint(io, 'green', 'mended')}   ${path}: your changes stay, those of rampart are removed`);
  for (const path of removed) say(io, `${paint(io, 'green', 'removed')}  ${path}`);
  if (left.length > 0)
    throw new RampartError('RAMPART_UNDO_PARTIAL', { list: left.map((path) => `  ${path}`).join('\n') });
  say(io, `Undone: rampart ${command}.`);
  return { exit: exits.done, document: { outcome, root, command, restored, mended, removed } };
}
