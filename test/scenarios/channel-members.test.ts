/** Who is in a client's channel: read from Slack once a day, kept by people's coming and going, in whatever order told. */
import { expect, test } from 'vitest';
import { eventLetter } from '../support/letters.ts';
import { tellStories } from '../support/story.ts';

const story = tellStories('2026-06-01');

async function members(channel: string): Promise<string[]> {
  const { store } = story.sandbox().house();
  const { userIds } = await store.ask('members', { channelId: await store.people.channelId(channel) });
  return userIds;
}

async function sweeps(): Promise<void> {
  await story.sandbox().house().sweep();
}

async function tells(type: string, user: string, seconds: number, eventId: string): Promise<void> {
  const event = { type, user, channel: 'C0NOVA', channel_type: 'C', event_ts: `${seconds}.000100` };
  await story.sandbox().slack.send(eventLetter(event, eventId));
  await story.sandbox().walk.rest();
}

test('the sweep reads who is in the clients’ channels, and meets them; of other channels nobody is kept', async () => {
  await sweeps();
  expect(await members('C0NOVA')).toEqual(['U0ANNA', 'U0BEN', 'U0JONAS', 'U0MIRA', 'U0RULES', 'U0RUTH']);
  expect(await members('C0DEFNEINT')).toEqual(['U0ELIF', 'U0MIRA', 'U0RULES', 'U0RUTH']);
  expect(await members('C0OPS')).toEqual([]);
  const ben = await story.sandbox().house().store.ask('person', { userId: 'U0BEN' });
  expect(ben?.name).toBe('Ben Castellan');
});

test('who comes or goes is in the list or out of it at once', async () => {
  await story.sandbox().slack.admin.addUser({ id: 'U0NEW', name: 'nora', real_name: 'Nora Quist', team_id: 'T0NOVA' });
  await story.sandbox().slack.admin.enter('C0NOVA', 'U0NEW');
  await story.sandbox().walk.rest();
  expect(await members('C0NOVA')).toContain('U0NEW');
  await story.sandbox().slack.as('U0NEW').leave('C0NOVA');
  await story.sandbox().walk.rest();
  expect(await members('C0NOVA')).not.toContain('U0NEW');
});

test('a coming that is told after the going it came before changes nothing', async () => {
  const now = Math.floor(story.sandbox().time.clock() / 1000);
  await tells('member_left_channel', 'U0BEN', now, 'Ev0LEFT');
  await tells('member_joined_channel', 'U0BEN', now - 60, 'Ev0JOINED');
  expect(await members('C0NOVA')).not.toContain('U0BEN');
});

test('what was missed is put right by the next day’s reading', async () => {
  await story.after(24 * 60 + 2);
  await sweeps();
  expect(await members('C0NOVA')).toContain('U0BEN');
});

test('while Slack cannot be asked, what was known stands', async () => {
  const mend = story.sandbox().slack.faults.add({ kind: 'status', method: 'conversations.members', status: 500 });
  await story.after(24 * 60 + 2);
  await sweeps();
  mend();
  expect(await members('C0NOVA')).toContain('U0ANNA');
});

test('with a channel’s first message of the day its members are read, without waiting for the sweep', async () => {
  await story.begin();
  await story.until('Mon 09:00');
  await story.sandbox().slack.admin.addUser({ id: 'U0LATE', name: 'lou', real_name: 'Lou Barnes', team_id: 'T0NOVA' });
  story.sandbox().slack.faults.add({ kind: 'lose-delivery', event: 'member_joined_channel' });
  await story.sandbox().slack.admin.enter('C0NOVA', 'U0LATE');
  story.sandbox().slack.faults.clear();
  await story.until('Tue 10:00');
  await story.says('U0ANNA', 'C0NOVA', 'Thanks!');
  expect(await members('C0NOVA')).toContain('U0LATE');
});
