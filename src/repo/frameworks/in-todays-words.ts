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

const frameworks: Readonly<Record<string, string>> = { express: 'nest', fastify: 'nest-fastify' };
