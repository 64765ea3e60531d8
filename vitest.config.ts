import { defineConfig } from 'vitest/config';

/** Two lanes: *fast* is pure (no database, under five seconds); *full* has real Postgres, BullMQ and Bolt. */
const fast = ['src/{time,language,engine,rules,agreement}/**/*.test.ts', 'test/house.test.ts', 'test/docs.test.ts'];

export default defineConfig({
  test: {
    projects: [
      { test: { name: 'fast', include: fast } },
      {
        test: {
          name: 'full',
          include: ['src/**/*.test.ts', 'test/**/*.test.ts'],
          exclude: [...fast, 'test/kill/**'],
          globalSetup: ['test/support/global-setup.ts'],
          testTimeout: 30_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
});
