import { isatty } from 'node:tty';
import { environment } from '../environment.js';
import { quoted } from '../quoted.js';
import { nothingWritten, type Io } from './io.js';

/** The streams of the process, used as the arguments say. */
export function processIo(args: readonly string[]): Io {
  const colour = args.includes('--no-color') ? { NO_COLOR: '1' } : {};
  Object.assign(environment, colour);
  return {
    cwd: currentFolder(),
    self: selfOf(process.argv[1] ?? ''),
    env: environment,
    // Opened at first use, because each takes milliseconds.
    get stdin() {
      return process.stdin;
    },
    get stdout() {
      return process.stdout;
    },
    get stderr() {
      return process.stderr;
    },
    talksTo: (descriptor) => (isatty(descriptor) ? 'terminal' : 'pipe'),
    format: args.includes('--json') ? 'json' : 'text',
    standing: nothingWritten,
  };
}

/** Empty if the folder was deleted: the command reports it. */
function currentFolder(): string {
  try {
    return process.cwd();
  } catch {
    return '';
  }
}

/** If installed in a project, it is not on the PATH, but npx finds it; in a checkout only node does. */
function selfOf(script: string): string {
  if (/[\\/]node_modules[\\/]/.test(script)) return 'npx rampart';
  return script.endsWith('.cjs') ? `node ${quoted(script)}` : 'rampart';
}
