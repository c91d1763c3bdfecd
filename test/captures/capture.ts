import { spawnSync } from 'node:child_process';

export interface Screen {
  readonly columns: number;
  readonly rows: number;
  readonly env: Readonly<Record<string, string>>;
}

/** Keys as tmux names them, pressed when a text is on the last lines of the screen. */
export interface Typed {
  readonly cue: string;
  readonly keys: readonly string[];
}

export interface Run {
  readonly screen: Screen;
  readonly cwd: string;
  /** Of node. */
  readonly args: readonly string[];
  readonly typed: readonly Typed[];
}

let captures = 0;

/** The screen before each answer, then all that has scrolled by when the program has ended. */
export function capture({ screen, cwd, args, typed }: Run): readonly string[] {
  const socket = `rampart-captures-${process.pid}-${(captures += 1)}`;
  const tmux = (...words: readonly string[]): string => {
    const { status, stdout, stderr, error } = spawnSync('tmux', ['-L', socket, '-f', '/dev/null', ...words], {
      encoding: 'utf8',
      env: { ...process.env, LC_ALL: 'C.UTF-8' },
    });
    if (error || status !== 0) throw new Error(`tmux ${words[0] ?? ''}: ${error?.message ?? stderr}`);
    return stdout;
  };
  const env = Object.entries({ CI: '', npm_config_user_agent: '', ...screen.env }).map(
    ([name, value]) => `${name}=${value}`,
  );
  const size = ['-x', String(screen.columns), '-y', String(screen.rows)];
  tmux('new-session', '-d', ...size, '-c', cwd, 'sleep 60');
  try {
    tmux('set-option', '-g', 'remain-on-exit', 'on');
    tmux('set-option', '-g', 'history-limit', '10000');
    tmux('set-option', '-g', 'status', 'off');
    tmux('set-option', '-g', 'remain-on-exit-format', '');
    tmux('new-window', '-k', '-t', ':0', '-c', cwd, 'env', ...env, process.execPath, ...args);
    const shots: string[] = [];
    let shown = '';
    for (const { cue, keys } of typed) {
      shown = until(() => tmux('capture-pane', '-p', '-t', ':0'), cue, shown);
      shots.push(`${shown.trimEnd()}\n--- ${keys.join(' ')}`);
      pause(200);
      for (const key of keys) tmux('send-keys', '-t', ':0', key);
      pause(400);
    }
    for (
      let tries = 0;
      tmux('list-panes', '-t', ':0', '-F', '#{pane_dead}').trim() !== '1' && tries < 300;
      tries += 1
    )
      pause(200);
    return [...shots, tmux('capture-pane', '-p', '-S', '-', '-t', ':0').trimEnd()];
  } finally {
    tmux('kill-server');
  }
}

/**
 * A screen with the cue that is another than before, since one that scrolls shows older questions too, and
 * stands still.
 */
function until(look: () => string, cue: string, before: string): string {
  let last = '';
  for (let tries = 0; tries < 150; tries += 1) {
    const screen = look();
    if (screen === last && screen !== before && screen.includes(cue)) return screen;
    last = screen;
    pause(100);
  }
  throw new Error(`Never shown: ${cue}\n${look()}`);
}

const pause = (ms: number): void => {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);
};
