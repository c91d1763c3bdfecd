import { defineConfig } from 'vitest/config';
import { templates } from '../test/support/templates-plugin.js';

// For npm run mutate, which names the tests.
export default defineConfig({
  plugins: [templates()],
  test: {
    environment: 'node',
    globalSetup: ['test/support/own-home.ts'],
    include: JSON.parse(process.env['RAMPART_MUTATE_TESTS'] ?? '[]') as string[],
    // Else each mutant would load the engine once for each file of tests.
    isolate: false,
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
});
