import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Io } from '../../src/commands/io.js';
import { progress } from '../../src/commands/progress.js';

const hint = ' (a minute or two; --no-verify leaves it out)';

/** What a terminal of this width is told in half a second. */
function drawnAt(columns: number): readonly string[] {
  const drawn: string[] = [];
  const stdout = { columns, write: (text: string) => drawn.push(text) };
  const io = {
    ...{ cwd: '/', self: 'rampart', env: {}, format: 'text', standing: '', stdin: process.stdin },
    ...{ stdout, stderr: stdout, talksTo: () => 'terminal' },
  } as unknown as Io;
  const shown = progress(io, 'proving the checklist', hint);
  shown.at('12 of 32');
  vi.advanceTimersByTime(500);
  shown.end('done');
  return drawn.slice(0, -2).map((text) => text.replace('\r\u001b[K', ''));
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('the line that shows how far a step is', () => {
  it('has the hint where there is room for all of it', () => {
    for (const line of drawnAt(120)) expect(line).toMatch(/leaves it out\)$/);
  });

  it.each([20, 30, 40, 60, 80])('fits into %i columns, and ends with a whole word', (columns) => {
    const words = `| / - \\ 12 of 32, 0 s · proving the checklist${hint}`.split(' ');
    const lines = drawnAt(columns);
    expect(lines.length).toBeGreaterThan(2);
    for (const line of lines) {
      expect(line.length).toBeLessThan(columns);
      expect(words).toContain(line.split(' ').at(-1));
      if (line.includes('(')) expect(line).toMatch(/out\)$/);
    }
  });
});
