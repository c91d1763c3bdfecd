import { ownOf, recordOf } from '../../own.js';

/**
 * Converts answers to the form of version 0.4. Until 0.3 Nest on Fastify was an option of Nest: `{
 * "framework": "nest", "options": { "nest": { "adapter": "fastify" } } }`.
 */
export function inCurrentForm<A>(answers: A): A {
  const { nest, ...options } = recordOf(recordOf(answers)['options']);
  const framework = ownOf(frameworks, String(recordOf(nest)['adapter']));
  if (framework === undefined || recordOf(answers)['framework'] !== 'nest') return answers;
  return { ...answers, framework, options };
}

/** The same of an option on a command line: `--option nest.adapter=fastify` is `--framework nest-fastify` today. */
export function optionInCurrentForm(name: string, value: string): string | undefined {
  const [, adapter] = /^nest\.adapter=(\S+)$/.exec(value) ?? [];
  const framework = adapter === undefined ? undefined : ownOf(frameworks, adapter);
  return name === '--option' && framework !== undefined ? `--framework ${framework}` : undefined;
}

const frameworks: Readonly<Record<string, string>> = { express: 'nest', fastify: 'nest-fastify' };
