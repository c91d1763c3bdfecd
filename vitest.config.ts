import { fileURLToPath } from 'node:url';
import { defineConfig, type Plugin } from 'vitest/config';
import { compileTemplates } from './src/build/templates.js';

/** Resolves `rampart:templates` as the bundle does: the compiled text of templates/. */
function templates(): Plugin {
  const id = '\0rampart:templates';
  return {
    name: 'rampart-templates',
    resolveId: (source) => (source === 'rampart:templates' ? id : null),
    load: (source) =>
      source === id ? compileTemplates(fileURLToPath(new URL('./templates', import.meta.url))) : null,
  };
}

export default defineConfig({
  plugins: [templates()],
  test: {
    environment: 'node',
    include: ['test/**/*.test.ts'],
    exclude: ['test/e2e/**', 'test/bench/**', 'test/repos/**', 'test/golden/**', 'test/mutants/**'],
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
});
