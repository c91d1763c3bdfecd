import { availableParallelism } from 'node:os';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { compilable, composed } from './composed.js';
import { judges } from './judges.js';
import { packages } from './packages.js';
import { byTemplate } from './by-template.js';
import { frameworks } from '../../generators/frameworks/index.js';

/**
 * compose each framework with all pieces -> install what they import -> compile, unused exports, lint ->
 * name the template
 *
 * A template is a program only among the others. So all of them are laid together below .cache, and looked at there.
 * Ends with 1 when anything is found. The last line is for scripts.
 */
const folder = join(import.meta.dirname, '../../.cache/templates');
const started = Date.now();

rmSync(join(folder, 'services'), { recursive: true, force: true });
const services = frameworks.map((framework) => composed(framework, join(folder, 'services')));
const seen = new Set(services.flatMap(({ templates }) => [...templates.values()].flat()));
const problems = new Set<string>();
tell(
  compilable()
    .filter((path) => !seen.has(path))
    .map((path) => `${path}: it is in no service that is looked at`),
);
await packages(folder);
for (const { look, counts } of judges) {
  const found = await inTurns(services, async (service) =>
    (await look(service.folder)).map((line) => byTemplate(line, service)),
  );
  tell(found.flat().filter((line) => counts === 'in one service' || isSaidOfAll(line, found)));
}
const seconds = ((Date.now() - started) / 1000).toFixed(0);
process.stdout.write(
  `templates: ${String(seen.size)} in ${String(services.length)} ` +
    `services, ${String(problems.size)} problems, ${seconds} s\n`,
);
process.exitCode = problems.size > 0 ? 1 : 0;

/** Prints what was not said before, at once: nobody waits for the next judge to hear of a type error. */
function tell(lines: readonly string[]): void {
  for (const line of new Set(lines)) if (!problems.has(line)) process.stdout.write(`${line}\n`);
  for (const line of lines) problems.add(line);
}

/** Whether each service that has this template says the same of it. */
function isSaidOfAll(line: string, found: readonly (readonly string[])[]): boolean {
  const path = /^[^:]+/.exec(line)?.[0] ?? '';
  return services.every(
    ({ templates }, index) =>
      ![...templates.values()].flat().includes(path) || found[index]?.includes(line) === true,
  );
}

/** As many at once as there are cores. */
async function inTurns<T, R>(list: readonly T[], work: (one: T) => Promise<R>): Promise<readonly R[]> {
  const waiting = [...list.entries()];
  const done: R[] = [];
  const worker = async (): Promise<void> => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift())
      done[next[0]] = await work(next[1]);
  };
  await Promise.all(Array.from({ length: availableParallelism() }, worker));
  return done;
}
