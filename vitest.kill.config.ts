import { defineConfig } from 'vitest/config';

/** The bot, killed at every checkpoint. Each case starts it twice in a process of its own. */
export default defineConfig({
  test: {
    name: 'kill',
    include: ['test/kill/**/*.test.ts'],
    globalSetup: ['test/support/global-setup.ts'],
    maxWorkers: 2,
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
