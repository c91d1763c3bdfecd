import { ownOf, recordOf } from '../../own.js';

/**
 * Answers as version 0.4 says them. Until 0.3 Nest on Fastify was no framework of its own, but Nest with an option:
 * `{ "framework": "nest", "options": { "nest": { "adapter": "fastify" } } }`.
 */
export function inTodaysWords<A>(answers: A): A {
  const { nest, ...options } = recordOf(recordOf(answers)['options']);
  const framework = ownOf(frameworks, String(recordOf(nest)['adapter']));
  if (framework === undefined || recordOf(answers)['framework'] !== 'nest') return answers;
  return { ...answers, framework, options };
}

/** The same of an option on a command line: `--option nest.adapter=fastify` is `--framework nest-fastify` today. */
export function optionInTodaysWords(name: string, value: string): string | undefined {
  const [, adapter] = /^nest\.adapter=(\S+)$/.exec(value) ?? [];
  const framework = adapter === undefined ? undefined : ownOf(frameworks, adapter);
  return name === '--option' && framework !== undefined ? `--framework ${framework}` : undefined;
}

const frameworks: Readonly<Record<string, string>> = { express: 'nest', fastify: 'nest-fastify' };
