/**
 * The main story in short windows: a client asks, the owner is warned, owner and manager hear of the breach, an answer
 * settles it; a thanks; an edit; a deletion. Everything is read back from Slack itself with the bot's own token.
 */
import { readFileSync } from 'node:fs';
import type { WebClient } from '@slack/web-api';
import { stringify } from 'yaml';
import { loadFile } from '../../src/agreement/load.ts';
import { problemText } from '../../src/agreement/problem.ts';
import type { House } from '../../src/main.ts';
import { sections } from '../../src/rules/index.ts';
import type { Recording } from './keys.ts';

/** Somebody who writes in the channel. Messages are named by Slack's ts. */
export type Hand = {
  userId: string;
  write(text: string): Promise<string>;
  edit(ts: string, text: string): Promise<void>;
  erase(ts: string): Promise<void>;
};

export type Smoke = {
  house: House;
  /** With the bot's own token. */
  bot: WebClient;
  client: Hand;
  owner: Hand;
  managerId: string;
  slackChannelId: string;
  recording: Recording;
  /** Waits until it is so, at most so many milliseconds of the bot's clock; gives whether it became so. */
  until(isSo: () => Promise<boolean>, within: number): Promise<boolean>;
  tell(line: string): void;
};

const SECOND = 1_000;
/** The window of the story's agreement; a real Slack may take some seconds for each step. */
const window = { first: 40 * SECOND, warned: 20 * SECOND, slack: 20 * SECOND };

type Notice = { channel: string; ts: string; text: string };

/** Plays the story and gives what did not hold; then takes everything back that it wrote. */
export async function playSmoke(smoke: Smoke): Promise<string[]> {
  const failures: string[] = [];
  const written: { by: Hand; ts: string }[] = [];
  const holds = async (promise: string, isSo: () => Promise<boolean>, within: number) => {
    const held = await smoke.until(isSo, within);
    smoke.tell(`${held ? '✓' : '✗'} ${promise}`);
    if (!held) failures.push(promise);
  };
  // Nobody writes, edits and deletes within one millisecond.
  const aMoment = () => smoke.until(async () => false, 2 * SECOND);
  const says = async (by: Hand, text: string) => {
    const ts = await by.write(text);
    written.push({ by, ts });
    return ts;
  };
  const notices = (userId: string, since: string) => noticesOf(smoke, userId, since);
  try {
    await agree(smoke);
    const question = await says(smoke.client, 'Smoke test: when can we see the new banner?');
    const has = (userId: string, words: RegExp) => async () =>
      (await notices(userId, question)).some(({ text }) => words.test(text));
    const { owner, managerId, client, slackChannelId, house } = smoke;
    const channelId = await house.store.people.channelId(slackChannelId);
    const settledHow = async (ts: string) => (await house.store.ask('conversationOf', { channelId, ts }))?.settled?.how;

    await holds(
      'the owner is warned by direct message, with the words',
      has(owner.userId, /banner/),
      window.warned + window.slack,
    );
    const warned = async () => (await notices(managerId, question)).length === 0 || managerId === owner.userId;
    await holds('the manager has not heard of it yet', warned, 0);
    await holds(
      'the manager hears of the breach',
      has(managerId, /time agreed .* has passed/s),
      window.first + window.slack,
    );
    await says(owner, 'Smoke test: here it is.');
    await holds('the notices update themselves', has(managerId, /answered .* late\./), window.slack);
    const thanks = await says(client, 'Thank you!');
    const opened = async (ts: string) => house.store.ask('conversationOf', { channelId, ts });
    await aMoment();
    await client.edit(thanks, 'Thank you! And when is the shooting?');
    await holds(
      'a thanks edited into a question opens at the edit',
      async () => (await opened(thanks))?.openedBy === 'edit',
      window.slack,
    );
    await aMoment();
    await client.erase(thanks);
    await holds('deleted, it waits no more', async () => (await settledHow(thanks)) === 'deleted', window.slack);
    await holds('nothing was posted where clients read', async () => (await postsOfBot(smoke, question)) === 0, 0);
    await noteAnswers(smoke);
    return failures;
  } finally {
    await cleanUp(smoke, written);
  }
}

/** Puts the story's own agreement into force: around the clock, and over in seconds. */
async function agree({ house, client, owner, managerId, slackChannelId }: Smoke): Promise<void> {
  const allDay = Object.fromEntries(
    ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'].map((day) => [day, '00:00-24:00']),
  );
  const text = stringify({
    schema: 1,
    extends: 'standard.yml',
    id: 'smoke',
    version: 1,
    client: { name: 'Smoke test', language: 'en' },
    channels: [slackChannelId],
    officeHours: { timeZone: 'UTC', weekly: allDay },
    people: {
      owner: owner.userId,
      backup: managerId,
      managers: [managerId],
      client: [client.userId],
    },
    responseWindow: {
      hours: 'roundTheClock',
      warnAt: '50%',
      priorities: { normal: { first: `${window.first / SECOND}s`, next: `${window.first / SECOND}s` } },
      afterBreach: { repeatEvery: '1h', times: 0, to: ['owner'] },
    },
  });
  const template = (name: string) => readFileSync(new URL(`../../agreements/${name}`, import.meta.url), 'utf8');
  const file = loadFile(text, { fileName: 'smoke.yml', sections, template });
  if (!file.ok) throw new Error(file.problems.map(problemText).join('\n'));
  await house.apply(file, { by: 'smoke', force: true });
}

/** The bot's notices to somebody since a ts. */
async function noticesOf({ bot }: Smoke, userId: string, since: string): Promise<Notice[]> {
  const { channel } = await bot.conversations.open({ users: userId });
  const id = channel?.id ?? '';
  const { messages = [] } = await bot.conversations.history({ channel: id, oldest: since, include_all_metadata: true });
  return messages
    .filter(({ metadata }) => metadata?.event_type === 'groundrules_message')
    .map(({ ts = '', text = '' }) => ({ channel: id, ts, text }));
}

async function postsOfBot({ bot, house, slackChannelId }: Smoke, since: string): Promise<number> {
  const { messages = [] } = await bot.conversations.history({ channel: slackChannelId, oldest: since });
  return messages.filter(({ user }) => user === house.identity.botUserId).length;
}

/** What the Web API answers is compared as well. */
async function noteAnswers({ bot, recording, slackChannelId: channel, client, owner }: Smoke): Promise<void> {
  recording.note('auth.test', await bot.auth.test());
  recording.note('users.info of ours', await bot.users.info({ user: owner.userId, include_locale: true }));
  recording.note('users.info of a client', await bot.users.info({ user: client.userId, include_locale: true }));
  recording.note('conversations.info', await bot.conversations.info({ channel }));
  recording.note('conversations.members', await bot.conversations.members({ channel }));
  recording.note('conversations.history', await bot.conversations.history({ channel, limit: 1 }));
}

/** Takes back what was written, by the bot as well; what is gone already is gone. */
async function cleanUp(smoke: Smoke, written: { by: Hand; ts: string }[]): Promise<void> {
  const first = written[0]?.ts ?? '0';
  const people = [...new Set([smoke.owner.userId, smoke.managerId])];
  for (const { by, ts } of written) await by.erase(ts).catch(() => undefined);
  for (const userId of people) {
    const notices = await noticesOf(smoke, userId, first).catch(() => []);
    for (const { channel, ts } of notices) await smoke.bot.chat.delete({ channel, ts }).catch(() => undefined);
  }
  smoke.tell('Everything that was written has been taken back.');
}
