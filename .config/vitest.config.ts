import { defineConfig } from 'vitest/config';
import { alone } from '../test/support/alone.js';
import { templates } from '../test/support/templates-plugin.js';

const exclude = ['test/e2e/**', 'test/bench/**', 'test/repos/**', 'test/golden/**'];

export default defineConfig({
  plugins: [templates()],
  test: {
    environment: 'node',
    globalSetup: ['test/support/own-home.ts'],
    pool: 'forks',
    // One more than most machines of CI have cores: many tests wait for a process, or for time to pass.
    maxWorkers: 3,
    testTimeout: 30_000,
    hookTimeout: 60_000,
    projects: [
      { extends: true, test: { name: 'alone', include: Object.keys(alone) } },
      {
        extends: true,
        test: {
          name: 'together',
          isolate: false,
          setupFiles: ['test/support/left-behind.ts'],
          include: ['test/**/*.test.ts'],
          exclude: [...exclude, ...Object.keys(alone)],
        },
      },
    ],
  },
});
