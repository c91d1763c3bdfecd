import { defineConfig } from 'vitest/config';
import { templates } from '../test/support/templates-plugin.js';

export default defineConfig({
  plugins: [templates()],
  test: {
    environment: 'node',
    globalSetup: ['test/support/own-home.ts'],
    include: ['test/**/*.test.ts'],
    exclude: ['test/e2e/**', 'test/bench/**', 'test/repos/**', 'test/golden/**'],
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
});
