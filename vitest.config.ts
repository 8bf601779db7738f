import { defineConfig } from 'vitest/config';

export default defineConfig({
  resolve: {
    // Vite would load graphql as ESM while type-graphql loads it as CommonJS: two copies, "another module or realm".
    alias: [{ find: /^graphql$/, replacement: 'graphql/index.js' }],
  },
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: ['test/support/global-setup.ts'],
    setupFiles: ['test/support/setup.ts'],
    testTimeout: 30_000,
    hookTimeout: 60_000,
    // One more than the two processors of the machines that run all of them: most files wait for PostgreSQL and for processes.
    maxWorkers: 3,
    // Tests of one file that run beside each other: each is a whole installation in processes of its own.
    maxConcurrency: 2,
  },
});
