import stringWidth from 'fast-string-width';
import { cleanLine } from '../clean.js';
import { columnsOf, paint, say, type Io } from './io.js';
import { firstLine } from './wrap.js';

export interface Progress {
  /** Sets how far the step is: '12 of 29'. */
  at(point: string): void;
  end(how: 'done' | 'failed'): void;
}

/** Updates one line on a terminal. Elsewhere prints lines: at the start, at the end, and a few in between. */
export function progress(io: Io, what: string, hint = ''): Progress {
  const started = Date.now();
  const seconds = (): string => `${((Date.now() - started) / 1000).toFixed(0)} s`;
  if (io.talksTo(1) === 'pipe' || io.format === 'json' || io.env['TERM'] === 'dumb')
    return plain({ io, what, hint, seconds });
  const frames = ['|', '/', '-', '\\'];
  let frame = 0;
  let point = '';
  const draw = (): void => {
    const room = columnsOf(io, 1) - 1;
    const text = `${frames[frame++ % 4] ?? ''} ${[point, seconds()].filter(Boolean).join(', ')} · ${what}`;
    const fits = stringWidth(text + hint) <= room;
    io.stdout.write(`\r\u001b[K${firstLine(cleanLine(fits ? text + hint : text), room)}`);
  };
  draw();
  const timer = setInterval(draw, 200);
  return {
    at: (next) => (point = next),
    end: (how) => {
      clearInterval(timer);
      io.stdout.write('\r\u001b[K');
      say(io, `${paint(io, how === 'done' ? 'green' : 'red', how)} ${what} in ${seconds()}`);
    },
  };
}

interface Plain {
  readonly io: Io;
  readonly what: string;
  readonly hint: string;
  readonly seconds: () => string;
}

function plain({ io, what, hint, seconds }: Plain): Progress {
  say(io, `${what} ...${hint}`);
  let told = Date.now();
  return {
    at: (point) => {
      if (Date.now() - told < silenceMs) return;
      told = Date.now();
      say(io, `${what}: ${point}, ${seconds()}`);
    },
    end: (how) => {
      say(io, `${what}: ${how} in ${seconds()}`);
    },
  };
}
const silenceMs = 10_000;
