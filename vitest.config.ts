import { defineConfig } from 'vitest/config';

/**
 * Four lanes. *fast* is pure: no database, under five seconds. *full* has real Postgres, BullMQ and Bolt. *machine* starts
 * and kills servers and processes of its own and plays what takes long, *browser* opens the sandbox's page in Chromium; these have scripts of their
 * own: `npm run test:machine`, `npm run test:browser`.
 */
const fast = [
  'src/{time,language,engine,rules,agreement}/**/*.test.ts',
  'src/sandbox/page/**/*.test.{ts,tsx}',
  'test/house.test.ts',
  'test/docs.test.ts',
];
const browser = ['test/browser/**/*.test.ts'];
const machine = [
  'src/store/embedded/**/*.test.ts',
  'src/cli/process.test.ts',
  'test/smoke/**/*.test.ts',
  'test/scenarios/web-and-worker*.test.ts',
  'test/scenarios/scenes-at-any-moment.test.ts',
  'test/scenarios/scene-month.test.ts',
];
/** What is waited for comes; a busy machine only takes longer. */
const patient = { expect: { poll: { timeout: 20_000 } } };
const withDatabase = {
  ...patient,
  globalSetup: ['test/support/global-setup.ts'],
  testTimeout: 60_000,
  hookTimeout: 60_000,
};

export default defineConfig({
  test: {
    // Most of a story's time is waiting for a database or a socket: more files than processors go at once.
    maxWorkers: 3,
    // What one lane has translated the other does not translate again, nor does the next run.
    experimental: { fsModuleCache: true },
    projects: [
      // Properties try hundreds of cases: a busy machine needs its time.
      { test: { name: 'fast', include: fast, isolate: false, ...patient, testTimeout: 60_000 } },
      {
        test: {
          name: 'full',
          include: ['src/**/*.test.{ts,tsx}', 'test/**/*.test.ts'],
          exclude: [...fast, ...machine, ...browser, 'test/kill/**'],
          isolate: false,
          ...withDatabase,
        },
      },
      // Servers start and stop here in earnest, and wait for the disk.
      // A real browser at a real page: `npm run test:browser`.
      { test: { name: 'browser', include: browser, fileParallelism: false, ...withDatabase, testTimeout: 120_000 } },
      { test: { name: 'machine', include: machine, ...withDatabase, testTimeout: 120_000 } },
    ],
  },
});
