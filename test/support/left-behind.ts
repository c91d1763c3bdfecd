import { afterAll, beforeAll, expect, vi } from 'vitest';
import { isNotParsed, parse } from '../../src/repo/parse.js';

/** Files that share a process must leave it as they found it; else the file at fault fails, not a later one. */
const state = (): object => ({
  variables: { ...process.env },
  folder: process.cwd(),
  umask: process.umask(),
  exitCode: process.exitCode,
  listeners: Object.fromEntries(signals.map((name) => [name, process.listenerCount(name)])),
  clock: vi.isFakeTimers() ? 'replaced' : 'real',
  slowSources: isNotParsed(parse('a.js', ' '.repeat(1001), {})) ? 'given up' : 'read',
});

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

let before: object;
beforeAll(() => void (before = state()));
afterAll(() => expect(state()).toEqual(before));
