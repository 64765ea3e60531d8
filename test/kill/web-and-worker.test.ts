import { test } from 'vitest';
import { provesWebAndWorker } from '../support/web-and-worker-story.ts';

test('web and worker as two processes, jobs on Postgres: nothing lost, nothing said twice', () =>
  provesWebAndWorker(null));
