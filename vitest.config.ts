import { defineConfig } from 'vitest/config';

export default defineConfig({
  resolve: {
    // Vite would load graphql as ESM while type-graphql loads it as CommonJS: two copies, "another module or realm".
    alias: [{ find: /^graphql$/, replacement: 'graphql/index.js' }],
  },
  test: {
    include: ['test/**/*.test.ts'],
    // Those are `npm run test:long`.
    exclude: ['**/*.long.test.ts'],
    globalSetup: ['test/support/global-setup.ts'],
    setupFiles: ['test/support/setup.ts'],
    provide: { slackTransports: ['HTTP'] },
    // Files share the processes of the workers and what they have loaded: to load and to warm up the product anew for each of
    // them takes as much processor time as the tests. Modules therefore keep no state that a test could see.
    isolate: false,
    // Short-lived objects are most of what tests make: with room for them, the collector runs a fraction as often.
    execArgv: ['--max-semi-space-size=64'],
    // Whatever a test sets is taken back after it, for the files that come later in the same process.
    unstubEnvs: true,
    // Everything is real here and runs beside other tests: a limit only ends what would never end.
    testTimeout: 90_000,
    hookTimeout: 180_000,
    // One second, its own, is what a busy machine takes to tell a listener.
    expect: { poll: { timeout: 30_000 } },
    // One more than the two processors of the machines that run all of them: most files wait for PostgreSQL and for processes.
    maxWorkers: 3,
    // Tests of one file that run beside each other: each is a whole installation in processes of its own.
    maxConcurrency: 2,
  },
});
