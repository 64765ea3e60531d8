/** An agency with a hundred clients, each with ten channels, somebody who asks and somebody who answers. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pino } from 'pino';
import { loadFile } from '../../src/agreement/load.ts';
import { problemText } from '../../src/agreement/problem.ts';
import { readConfig } from '../../src/config.ts';
import { start } from '../../src/main.ts';
import { sections } from '../../src/rules/index.ts';
import type { World } from '../../src/sandbox/slack/model.ts';
import { addApp, addChannel, addTeam, addUser, emptyWorld } from '../../src/sandbox/slack/world.ts';

export const clientCount = 100;
export const channelsEach = 10;
export const slackToken = 'xoxb-bench';
export const signingSecret = 'bench-signing-secret';
export const homeTeam = 'T0BENCH';
export const clientsTeam = 'T0CLIENTS';
export const botUser = 'U0BOT';

/** One client's channels and people; most is said in the first of them. */
export type Client = { index: number; channel: string; channels: string[]; asker: string; owner: string };

export const clients: readonly Client[] = Array.from({ length: clientCount }, (_, index) => {
  const number = String(index).padStart(3, '0');
  const channels = Array.from({ length: channelsEach }, (_, channel) => `C0CLIENT${number}X${channel}`);
  const channel = channels[0] ?? '';
  return { index, channel, channels, asker: `U0ASKER${number}`, owner: `U0OWNER${number}` };
});

/** The workspace in which all of them are. */
export function benchWorld(): World {
  const world = emptyWorld({ id: homeTeam, name: 'Bench Agency', domain: 'bench-agency' });
  addTeam(world, { id: clientsTeam, name: 'Clients', domain: 'clients' });
  addApp(world, {
    id: 'A0BENCH',
    name: 'Groundrules',
    bot_user_id: botUser,
    token: slackToken,
    scopes: ['channels:history', 'channels:read', 'chat:write', 'im:write', 'users:read', 'reactions:read', 'commands'],
    events: ['message.channels', 'reaction_added'],
  });
  addUser(world, { id: 'U0BOSS', name: 'boss' });
  addUser(world, { id: 'U0BACKUP', name: 'backup' });
  for (const { channels, asker, owner } of clients) {
    addUser(world, { id: asker, name: asker.toLowerCase(), team_id: clientsTeam });
    addUser(world, { id: owner, name: owner.toLowerCase() });
    const members = [botUser, 'U0BOSS', asker, owner];
    for (const id of channels) addChannel(world, { id, name: id.toLowerCase(), members, shared: [clientsTeam] });
  }
  return world;
}

/**
 * How soon the agreements promise an answer; `roundTheClock` makes due instants independent of the hour of the run. `listed`:
 * they have a list of what is part of them, to which all belongs that is asked for. `waking`: an emergency wakes the owner, by
 * Slack and by the webhook.
 */
export type Promised = { window: string; hours: 'office' | 'roundTheClock'; listed?: boolean; waking?: boolean };

/** Migrates the database and puts everybody's agreement into force, through a house that is stopped again. */
export async function applyAgreements(databaseUrl: string, apiUrl: string, promised: Promised): Promise<void> {
  const environment = {
    SLACK_BOT_TOKEN: slackToken,
    SLACK_SIGNING_SECRET: signingSecret,
    SLACK_API_URL: apiUrl,
    DATABASE_URL: databaseUrl,
    PORT: '0',
  };
  const house = await start(readConfig('slack', environment), { logger: pino({ level: 'silent' }) });
  try {
    for (const client of clients) await house.apply(agreementOf(client, promised), { by: 'bench', force: false });
  } finally {
    await house.stop();
  }
}

const templates = join(import.meta.dirname, '../../agreements');

const list = [
  ...[
    'Logo and brand files',
    'Changes and repairs of the website',
    'Landing pages',
    'Banners in any size',
    'Blog articles',
  ],
  ...[
    'Posts for social media',
    'Newsletter',
    'Texts for print',
    'Photo editing',
    'Monthly report',
    'Invoices and files',
  ],
].map((title, index) => `    - { id: item-${index}, kind: in, title: ${title} }`);

function agreementOf({ index, channels, asker, owner }: Client, promised: Promised) {
  const { window, hours, listed = false, waking = false } = promised;
  const policy = `{ steps: [{ page: [${owner}], by: [slack, webhook], then: 10m }] }`;
  const text = `
schema: 1
extends: standard.yml
id: client-${index}
version: 1
client:
  name: Client ${index}
  language: en
channels: [${channels}]
officeHours:
  timeZone: Europe/Berlin
  holidays:
    country: DE
    state: BE
responseWindow:
  hours: ${hours}
  priorities:
    normal: { first: ${window}, next: ${window} }
people:
  owner: ${owner}
  backup: U0BACKUP
  managers: [U0BOSS]
  client: [${asker}]
${listed ? `scope:\n  items:\n${list.join('\n')}\n` : ''}${waking ? `emergency:\n  policy: ${policy}\n` : ''}`;
  const template = (name: string) => readFileSync(join(templates, name), 'utf8');
  const file = loadFile(text, { fileName: `client-${index}.yml`, sections, template, agency: undefined });
  if (!file.ok) throw new Error(file.problems.map(problemText).join('\n'));
  return file;
}
