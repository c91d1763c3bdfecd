import { defineConfig } from 'vitest/config';
import { templates } from '../test/support/templates-plugin.js';

// The tests that mutants of the engine are tried on (npm run mutate): those of its rooms, and what else is fast.
export default defineConfig({
  plugins: [templates()],
  test: {
    environment: 'node',
    globalSetup: ['test/support/own-home.ts'],
    include: [
      'test/{plan,wire,commit,report,pieces,targets}/*.test.ts',
      'test/verify/judge.test.ts',
      'test/commands/{add-next,ask-add,closing-words,new-in-place,undo}.test.ts',
    ],
    // It kills processes of its own, which run what is not mutated.
    exclude: ['test/commit/kill.test.ts'],
    // Each mutant would load the engine once for each file.
    isolate: false,
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
