/** A story with something waiting, in a database that commands are pointed at as at anybody's own. */
import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, vi } from 'vitest';
import { fridayAfternoon, type TestSandbox, testSandbox } from '../../../test/support/sandbox.ts';
import { scratchFolder } from './groundrules.ts';

export type WaitingStory = {
  sandbox(): TestSandbox;
  /** A copy of one of the sample's files, to be changed. */
  copyOf(name: string): string;
  folder: string;
};

/** Anna of Nova Bikes asks on Friday at 16:50; nobody answers yet. Call it once, at the top of a test file. */
export function tellWaitingStory(words: string): WaitingStory {
  const scratch = scratchFolder();
  let sandbox: TestSandbox;
  beforeAll(async () => {
    sandbox = await testSandbox({ startAt: fridayAfternoon, rhythm: true });
    await sandbox.slack.as('U0ANNA').post('C0NOVA', words);
    await sandbox.walk.rest();
    const { host, port, user, database } = sandbox.db.options;
    const reach = `postgresql://${user}@localhost:${port}/${database}?host=${encodeURIComponent(String(host))}`;
    vi.stubEnv('DATABASE_URL', reach);
    vi.stubEnv('SLACK_BOT_TOKEN', 'xoxb-sandbox');
    vi.stubEnv('SLACK_API_URL', sandbox.slack.apiUrl);
  });
  afterAll(async () => {
    vi.unstubAllEnvs();
    scratch.remove();
    await sandbox.drop();
  });
  return {
    sandbox: () => sandbox,
    folder: scratch.path,
    copyOf: (name) => {
      const copy = join(scratch.path, name);
      cpSync(join(import.meta.dirname, '../../sandbox/sample', name), copy);
      return copy;
    },
  };
}
