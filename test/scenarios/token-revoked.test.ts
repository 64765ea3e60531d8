/** The app is taken out of the workspace: whoever runs it hears once, nothing is shown as well, and later it goes on from history. */
import { pino } from 'pino';
import { expect, test } from 'vitest';
import { metricOf } from '../support/metric.ts';
import { tellStories } from '../support/story.ts';

const lines: { operator?: boolean; msg: string; refusal?: string }[] = [];
const logger = pino({ level: 'error' }, { write: (line: string) => void lines.push(JSON.parse(line)) });
const story = tellStories('2026-06-01', { logger });
const told = () => lines.filter(({ operator }) => operator === true);

async function sweep(): Promise<void> {
  await story.sandbox().house().sweep();
  await story.sandbox().walk.rest();
}

function installedAgain(): void {
  story.sandbox().slack.look(({ app }) => {
    if (app !== undefined && app !== null) app.token_revoked = false;
  });
}

test('17 a revoked token is told to the operator once, is a 503, and every client channel counts as deaf', async () => {
  await story.until('Mon 10:00');
  await story.sandbox().slack.admin.uninstall();
  await story.sandbox().walk.rest();
  await sweep();
  await story.after(61);
  await sweep();
  expect(told().map(({ msg, refusal }) => ({ msg, refusal }))).toEqual([
    { msg: 'Slack no longer takes the bot’s token: nothing is heard or said', refusal: expect.any(String) },
  ]);
  expect(await metricOf(story.sandbox().house(), 'groundrules_deaf_channels')).toBe(3);
});

test('17 installed again, it hears at the next sweep, and reads what was written meanwhile', async () => {
  await story.sandbox().slack.as('U0ANNA').post('C0NOVA', 'Can you send us the files?');
  await story.after(20);
  installedAgain();
  await sweep();
  expect(await metricOf(story.sandbox().house(), 'groundrules_deaf_channels')).toBe(0);
  expect(await story.records('C0NOVA')).toEqual(['due Mon 13:01, alarm Mon 12:31']);
  expect(told()).toHaveLength(1);
});
