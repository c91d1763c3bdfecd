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

const node = { environment: 'node', testTimeout: 30_000, hookTimeout: 60_000, pool: 'forks' } as const;
const data = ['test/repos/**', 'test/golden/**', 'test/mutants/**'];

export default defineConfig({
  plugins: [templates()],
  test: {
    maxWorkers: 2,
    projects: [
      {
        extends: true,
        test: {
          ...node,
          name: 'unit',
          include: ['test/**/*.test.ts'],
          exclude: ['test/e2e/**', 'test/bench/**', ...data],
        },
      },
      {
        extends: true,
        test: {
          ...node,
          name: 'e2e',
          include: ['test/e2e/**/*.test.ts'],
          exclude: data,
          testTimeout: 600_000,
          hookTimeout: 600_000,
          fileParallelism: false,
        },
      },
    ],
  },
});
