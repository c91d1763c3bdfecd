import { defineConfig } from 'vitest/config';
import { templates } from '../support/templates-plugin.js';

/** The heavy tests: services are generated, installed, built, booted and attacked. One file at a time: two cores. */
export default defineConfig({
  plugins: [templates()],
  test: {
    globalSetup: ['test/support/own-home.ts'],
    include: ['test/e2e/**/*.e2e.test.ts'],
    fileParallelism: false,
    maxConcurrency: 2,
    testTimeout: 240_000,
    hookTimeout: 600_000,
  },
});
