import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Tests, and the commands that they start, keep state in a folder of their own, never in the user's. */
export default function setup(): () => void {
  const home = mkdtempSync(join(tmpdir(), 'rampart-home-'));
  process.env['XDG_STATE_HOME'] = join(home, 'state');
  process.env['XDG_CONFIG_HOME'] = join(home, 'config');
  return () => rmSync(home, { recursive: true, force: true });
}
