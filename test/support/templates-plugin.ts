import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vitest/config';
import { compileTemplates } from '../../src/build/templates.js';

/** Resolves `rampart:templates` to the compiled templates, as the bundle does. */
export function templates(): Plugin {
  const id = '\0rampart:templates';
  return {
    name: 'rampart-templates',
    resolveId: (source) => (source === 'rampart:templates' ? id : null),
    load: (source) =>
      source === id ? compileTemplates(fileURLToPath(new URL('../../templates', import.meta.url))) : null,
  };
}
