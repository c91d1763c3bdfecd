import { spawnSync } from 'node:child_process';
import { relative } from 'node:path';
import type { Finding, Subject } from './judge.js';

/** What a tool prints; tools exit with 1 when they find something, so only silence is an error. */
export function ask(tool: string, args: readonly string[], subject: Subject): string {
  const done = spawnSync(tool, args, {
    cwd: subject.folder,
    encoding: 'utf8',
    timeout: 180_000,
    maxBuffer: 64 * 1024 * 1024,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  if (done.error !== undefined) throw done.error;
  if (done.stdout.trim() === '' && done.status !== 0)
    throw new Error(`${tool} ${args.join(' ')}: ${done.stderr}`);
  return done.stdout;
}

/** Whether a tool that only says yes or no was content, and its last words. */
export function isContent(
  tool: string,
  args: readonly string[],
  subject: Subject,
  env: NodeJS.ProcessEnv = process.env,
): { readonly answer: 'yes' | 'no'; readonly said: string } {
  const done = spawnSync(tool, args, { cwd: subject.folder, encoding: 'utf8', timeout: 60_000, env });
  const said = `${done.stdout}\n${done.stderr}`.trim();
  return { answer: done.status === 0 ? 'yes' : 'no', said: done.error?.message ?? said };
}

export const listed = <T>(text: string): readonly T[] =>
  text.trim() === '' ? [] : (JSON.parse(text) as T[]);

export const at = (
  judge: string,
  rule: string,
  subject: Subject,
  place: string,
  message: string,
): Finding => ({
  judge,
  rule,
  where: `${subject.name}: ${place}`,
  message,
});

export const relativeTo = (subject: Subject, path: string): string =>
  path.startsWith('/') ? relative(subject.folder, path) : path;
