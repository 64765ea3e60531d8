/**
 * `npm run smoke`: plays the main story once against a real workspace, then says where Slack's payloads differ from those of
 * the stand-in. Opt-in: without its variables it says what it needs and is skipped. Takes some three minutes.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { WebClient } from '@slack/web-api';
import { pino } from 'pino';
import { machineClock } from '../../src/clock.ts';
import { readConfig } from '../../src/config.ts';
import { start } from '../../src/main.ts';
import { type Environment, missingFor } from './environment.ts';
import { compareKeys, type KeyLists, recordKeys } from './keys.ts';
import { type Hand, playSmoke } from './play.ts';
import standInKeys from './stand-in-keys.json' with { type: 'json' };

const tell = (line: string) => void process.stdout.write(`${line}\n`);

/** Plays and compares; the process fails when something did not hold, or when the stand-in invents keys. */
export async function run(): Promise<void> {
  const environment: Environment = process.env;
  const missing = missingFor(environment);
  if (missing.length > 0) {
    tell(`SKIPPED: the smoke script plays against a real workspace, and needs to be told\n  ${missing.join('\n  ')}`);
    process.exit(0);
  }
  const isWell = await against(environment);
  process.exit(isWell ? 0 : 1);
}

async function against(environment: Environment): Promise<boolean> {
  const dataFolder = await mkdtemp(join(tmpdir(), 'groundrules-smoke-'));
  const recording = recordKeys();
  const apiUrl = environment.SMOKE_API_URL;
  const web = (token: string | undefined) => new WebClient(token, apiUrl === undefined ? {} : { slackApiUrl: apiUrl });
  const config = readConfig('slack', {
    SLACK_BOT_TOKEN: environment.SMOKE_BOT_TOKEN,
    SLACK_APP_TOKEN: environment.SMOKE_APP_TOKEN,
    SLACK_SIGNING_SECRET: environment.SMOKE_SIGNING_SECRET,
    SLACK_API_URL: apiUrl,
    PORT: environment.SMOKE_PORT ?? '0',
    GROUNDRULES_DATA: dataFolder,
  });
  const slackChannelId = environment.SMOKE_CHANNEL ?? '';
  const house = await start(config, { logger: pino({ level: environment.LOG_LEVEL ?? 'silent' }) });
  if (house.url !== null) tell(`Slack's requests are taken at ${house.url}; make that address reachable for it.`);
  try {
    const bot = web(environment.SMOKE_BOT_TOKEN);
    const { channel } = await bot.conversations.info({ channel: slackChannelId });
    if (channel?.is_member !== true) throw new Error('The bot is not in SMOKE_CHANNEL. Invite it there first.');
    const owner = await handOf(web(environment.SMOKE_STAFF_TOKEN), bot, slackChannelId, 'the owner');
    const client = await handOf(web(environment.SMOKE_USER_TOKEN), bot, slackChannelId, 'the client');
    const managerId = environment.SMOKE_MANAGER ?? owner.userId;
    const failures = await playSmoke({ house, bot, client, owner, managerId, slackChannelId, recording, until, tell });
    const standIn: KeyLists = channel.is_ext_shared === true ? standInKeys.shared : standInKeys.own;
    return report(standIn, recording.take()) && failures.length === 0;
  } finally {
    recording.stop();
    await house.stop();
    await rm(dataFolder, { recursive: true, force: true });
  }
}

/** A person, by their token. Where Slack marks what a token writes as a bot's, the person is asked to write it themselves. */
async function handOf(web: WebClient, bot: WebClient, channel: string, who: string): Promise<Hand> {
  const { user_id: userId = '' } = await web.auth.test();
  const byHand = async (text: string): Promise<string> => {
    const since = String(machineClock() / 1000);
    await enter(`As ${who}, please write in the channel:\n  ${text}\nThen press Enter here. `);
    const { messages = [] } = await bot.conversations.history({ channel, oldest: since });
    const ts = messages.find(({ user }) => user === userId)?.ts;
    if (ts === undefined) throw new Error(`Nothing was written by ${who}.`);
    return ts;
  };
  const byToken = async (text: string): Promise<string | null> => {
    const { ts = '', message } = await web.chat.postMessage({ channel, text });
    if (message?.bot_id === undefined) return ts;
    await web.chat.delete({ channel, ts });
    return null;
  };
  return {
    userId,
    write: async (text) => (await byToken(text)) ?? byHand(text),
    edit: async (ts, text) => void (await web.chat.update({ channel, ts, text })),
    erase: async (ts) => void (await web.chat.delete({ channel, ts })),
  };
}

async function enter(please: string): Promise<void> {
  const input = createInterface({ input: process.stdin, output: process.stdout });
  await input.question(please);
  input.close();
}

async function until(isSo: () => Promise<boolean>, within: number): Promise<boolean> {
  const end = machineClock() + within;
  for (;;) {
    if (await isSo()) return true;
    if (machineClock() >= end) return false;
    await pause(2_000);
  }
}

/** Gives whether the stand-in invents nothing. */
function report(standIn: KeyLists, slack: KeyLists): boolean {
  const { invented, missing } = compareKeys(standIn, slack);
  for (const { kind, path } of missing) tell(`Slack sends more:         ${kind} ${path}`);
  for (const { kind, path } of invented) tell(`The stand-in invents:     ${kind} ${path}`);
  tell(`${missing.length} keys that only Slack sends, ${invented.length} that only the stand-in sends.`);
  return invented.length === 0;
}
