/** What becomes of a channel: the record follows, the owner hears once, and a channel that is not heard is never shown as well. */
import { afterEach, expect, test } from 'vitest';
import { metricOf } from '../support/metric.ts';
import { tellStories } from '../support/story.ts';

const story = tellStories('2026-06-01');
const question = 'Can you send us the files?';
const admin = () => story.sandbox().slack.admin;
const faults = () => story.sandbox().slack.faults;
const infos = () =>
  story
    .sandbox()
    .slack.calls()
    .filter(({ method }) => method === 'conversations.info').length;

/** Notices about channels that somebody has, whole. */
function news(who: string): string[] {
  const { slack } = story.sandbox();
  const knows = slack
    .as(who)
    .channels()
    .some(({ kind, members }) => kind === 'im' && members.includes('U0RULES'));
  if (!knows) return [];
  const { messages } = slack.as(who).sees('U0RULES');
  const ours = messages.filter(({ metadata }) => String(metadata?.event_payload.key ?? '').startsWith('channels:'));
  return ours.map(({ text }) => text);
}

/** News since the story began, their first lines. */
function newsSince(who: string, before: number): string[] {
  return news(who)
    .slice(before)
    .map((text) => text.split('\n')[0] ?? '');
}

async function sweep(): Promise<void> {
  await story.sandbox().house().sweep();
  await story.sandbox().walk.rest();
}

/** A minute passes: Slack's pace lets one notice a second through. */
const pause = () => story.after(1);

async function botComesBack(channel: string): Promise<void> {
  await admin().enter(channel, 'U0RULES', 'U0MIRA');
  await pause();
}

afterEach(async () => {
  faults().clear();
  if (story.sandbox().slack.look(({ channels }) => 'C0NOVANEW' in channels))
    await admin().changeId('C0NOVANEW', 'C0NOVA');
  await admin().changeUser('U0MIRA', { deleted: false, refuses_direct_messages: null });
  const nova = story.sandbox().slack.look(({ channels }) => channels.C0NOVA);
  if (nova?.is_archived) await admin().unarchive('C0NOVA', 'U0MIRA');
  await botComesBack('C0NOVA');
});

async function botIsTakenOut(channel: string): Promise<void> {
  await story.sandbox().slack.as('U0MIRA').remove(channel, 'U0RULES');
  await pause();
}

test('17 nothing is said when all is well', async () => {
  await sweep();
  expect(news('U0MIRA')).toEqual([]);
});

test('17 the bot is taken out: the owner hears once what to do, and again in the same notice when it is back', async () => {
  await story.begin();
  const before = news('U0MIRA').length;
  await story.until('Mon 10:00');
  await story.says('U0ANNA', 'C0NOVA', question);
  await botIsTakenOut('C0NOVA');
  expect(newsSince('U0MIRA', before)).toEqual([
    'Groundrules is not in #nova-bikes (Nova Bikes), so nothing written there is counted.',
  ]);
  expect(news('U0MIRA').at(-1)).toContain('`/invite @Groundrules`');
  expect(news('U0MIRA').at(-1)).toContain('One question there still waits');
  await story.after(180);
  await sweep();
  expect(newsSince('U0MIRA', before)).toHaveLength(1);
  await story.sandbox().slack.as('U0ANNA').post('C0NOVA', 'And the invoice, please?');
  await story.after(10);
  await botComesBack('C0NOVA');
  await sweep();
  expect(newsSince('U0MIRA', before)).toEqual([expect.stringContaining('hears #nova-bikes (Nova Bikes) again')]);
  expect(await story.records('C0NOVA')).toEqual([expect.stringContaining('due Mon 12:00'), 'due Mon 15:01, silent']);
});

test('17 what waits in a channel that cannot be heard goes on, and its notices say that it cannot be read', async () => {
  await story.begin();
  await story.until('Mon 10:00');
  await story.says('U0ANNA', 'C0NOVA', question);
  await botIsTakenOut('C0NOVA');
  await story.until('Mon 12:01');
  expect(story.told('U0MIRA').filter((line) => / (warning|breach)$/.test(line))).toEqual([
    'Mon 11:30 warning',
    'Mon 12:00 breach',
  ]);
  expect(story.notices('U0RUTH').at(-1)).toContain('cannot be read');
  await botComesBack('C0NOVA');
});

test('17 a channel that is not heard comes first in /rules status, and is counted for whoever runs the bot', async () => {
  await story.begin();
  await story.until('Mon 10:00');
  await botIsTakenOut('C0NOVA');
  await story.commands('U0MIRA', 'C0NOVAINT', '/rules status');
  expect(story.answer('U0MIRA', 'C0NOVAINT')).toMatch(/^.*#nova-bikes.*nothing is heard/);
  expect(await metricOf(story.sandbox().house(), 'groundrules_deaf_channels')).toBe(1);
  await botComesBack('C0NOVA');
  expect(await metricOf(story.sandbox().house(), 'groundrules_deaf_channels')).toBe(0);
  await story.commands('U0MIRA', 'C0NOVAINT', '/rules status');
  expect(story.answer('U0MIRA', 'C0NOVAINT')).not.toContain('nothing is heard');
});

test('17 renamed: the record follows, and the owner hears both names once, however often Slack says so', async () => {
  await story.begin();
  const before = news('U0MIRA').length;
  faults().add({ kind: 'duplicate-delivery', event: 'channel_rename', copies: 3 });
  await admin().rename('C0NOVA', 'nova-cycles', 'U0MIRA');
  await pause();
  await sweep();
  faults().clear();
  expect(newsSince('U0MIRA', before)).toEqual([
    '#nova-bikes (Nova Bikes) is now called #nova-cycles. Everything goes on as before; there is nothing to do.',
  ]);
  await admin().rename('C0NOVA', 'nova-bikes', 'U0MIRA');
  await pause();
});

test('17 archived and unarchived: one notice, which says in the end that it is heard again', async () => {
  await story.begin();
  const before = news('U0MIRA').length;
  await admin().archive('C0NOVA', 'U0MIRA');
  await pause();
  expect(newsSince('U0MIRA', before)).toEqual([expect.stringContaining('#nova-bikes (Nova Bikes) is archived')]);
  await admin().unarchive('C0NOVA', 'U0MIRA');
  await pause();
  expect(newsSince('U0MIRA', before)).toEqual([expect.stringContaining('hears #nova-bikes (Nova Bikes) again')]);
});

test('17 unshared and shared again: the owner hears of each', async () => {
  await story.begin();
  const before = news('U0MIRA').length;
  await admin().unshare('C0NOVA', 'T0NOVA');
  await pause();
  await admin().share('C0NOVA', 'T0NOVA');
  await pause();
  expect(newsSince('U0MIRA', before)).toEqual([
    expect.stringContaining('is no longer shared with another company'),
    expect.stringContaining('is now shared with another company'),
  ]);
  await admin().enter('C0NOVA', 'U0ANNA');
  await pause();
});

test('17 another id: what waits goes on under it, and the owner hears the new one', async () => {
  await story.begin();
  const before = news('U0MIRA').length;
  await story.until('Mon 10:00');
  await story.says('U0ANNA', 'C0NOVA', question);
  await admin().changeId('C0NOVA', 'C0NOVANEW');
  await pause();
  expect(newsSince('U0MIRA', before)).toEqual([expect.stringContaining('another id, `C0NOVANEW`')]);
  await story.says('U0MIRA', 'C0NOVANEW', 'Here they are.');
  expect(await story.records('C0NOVANEW')).toEqual(['due Mon 12:00, met Mon 10:01 (replied)']);
});

test('17 an event that never came is made up for within one check', async () => {
  await story.begin();
  const before = news('U0MIRA').length;
  for (const event of ['member_left_channel', 'channel_left', 'group_left', 'channel_rename', 'group_rename']) {
    faults().add({ kind: 'lose-delivery', event });
  }
  await botIsTakenOut('C0NOVA');
  expect(newsSince('U0MIRA', before)).toEqual([]);
  await story.after(61);
  await sweep();
  faults().clear();
  expect(newsSince('U0MIRA', before)).toEqual([expect.stringContaining('is not in #nova-bikes')]);
  await botComesBack('C0NOVA');
});

test('17 Slack is asked of each channel once an hour, and left alone for as long as it asks', async () => {
  await story.begin();
  await sweep();
  let before = infos();
  await story.after(30);
  await sweep();
  expect(infos() - before).toBe(0);
  await story.after(31);
  faults().add({ kind: 'rate-limited', method: 'conversations.info', retryAfterSeconds: 120, times: 1 });
  await sweep();
  await sweep();
  expect(infos() - before).toBe(1);
  await story.after(2);
  before = infos();
  await sweep();
  expect(infos() - before).toBe(3);
  faults().clear();
  expect(news('U0MIRA').at(-1)).not.toContain('cannot');
});

test('17 an owner whose account is closed is not waited for: the backup is told', async () => {
  await story.begin();
  const before = news('U0JONAS').length;
  await admin().changeUser('U0MIRA', { deleted: true });
  await pause();
  await story.sandbox().slack.as('U0JONAS').remove('C0NOVA', 'U0RULES');
  await pause();
  expect(newsSince('U0JONAS', before)).toEqual([expect.stringContaining('is not in #nova-bikes')]);
  await admin().changeUser('U0MIRA', { deleted: false });
  await botComesBack('C0NOVA');
});

test('17 an owner whom Slack will not deliver to: the backup reads it, and later that all is well', async () => {
  await story.begin();
  const before = news('U0JONAS').length;
  await admin().changeUser('U0MIRA', { refuses_direct_messages: 'restricted_action' });
  await botIsTakenOut('C0NOVA');
  expect(newsSince('U0JONAS', before)).toEqual([expect.stringContaining('is not in #nova-bikes')]);
  expect(news('U0JONAS').at(-1)).toContain('Mira Aksoy could not be told in Slack');
  await botComesBack('C0NOVA');
  expect(newsSince('U0JONAS', before)).toEqual([expect.stringContaining('again')]);
  await admin().changeUser('U0MIRA', { refuses_direct_messages: null });
});

test('17 a missing permission is told as what it is, by the check', async () => {
  await story.begin();
  const before = news('U0MIRA').length;
  faults().add({ kind: 'refuse', method: 'conversations.info', channel: 'C0NOVA', error: 'missing_scope' });
  await story.after(61);
  await sweep();
  await story.after(61);
  await sweep();
  expect(newsSince('U0MIRA', before)).toEqual([expect.stringContaining('is not allowed to read #nova-bikes')]);
  faults().clear();
  await story.after(61);
  await sweep();
  expect(newsSince('U0MIRA', before)).toEqual([expect.stringContaining('hears #nova-bikes (Nova Bikes) again')]);
});

test('17 a deleted channel: the owner hears it, and it is never shown as well', async () => {
  await story.begin();
  const before = news('U0JONAS').length;
  await admin().deleteChannel('C0ORCHARD', 'U0JONAS');
  await pause();
  expect(newsSince('U0JONAS', before)).toEqual([expect.stringContaining('Slack no longer shows #')]);
  await story.after(61);
  await sweep();
  expect(newsSince('U0JONAS', before)).toHaveLength(1);
  expect(await metricOf(story.sandbox().house(), 'groundrules_deaf_channels')).toBe(1);
});
