import type { Answers } from '../define/answers.js';
import type { Framework } from '../define/framework.js';
import { member, type Catalogue } from './catalogue.js';
import { fallbacks } from './select.js';

/** The framework that answers ask for, as its options make it. */
export function frameworkOf(
  { framework: id, options }: Pick<Answers, 'framework' | 'options'>,
  catalogue: Pick<Catalogue, 'frameworks'>,
): Framework {
  const framework = member(catalogue.frameworks, id, 'framework');
  return { ...framework, ...framework.vary?.({ ...fallbacks(framework), ...options[id] }) };
}
