import { test } from 'vitest';
import { provesWebAndWorker } from '../support/web-and-worker-story.ts';

const redis = process.env.REDIS_TEST_URL;

/** Skipped where REDIS_TEST_URL names no Redis; on Postgres the same is told by `npm run test:kill`. */
test.skipIf(redis === undefined)(
  'web and worker as two processes, jobs on Redis: nothing lost, nothing said twice',
  () => provesWebAndWorker(`${redis}/8`),
);
