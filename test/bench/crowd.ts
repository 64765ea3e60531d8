/**
 * A big agency: a thousand clients with a channel each. Half of them have somebody of their own who looks after them; the
 * others are looked after by a hundred people who have five each. All are in one zone, so that what comes at ten comes to all.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pino } from 'pino';
import { loadFile } from '../../src/agreement/load.ts';
import { problemText } from '../../src/agreement/problem.ts';
import { sections } from '../../src/rules/index.ts';
import type { World } from '../../src/sandbox/slack/model.ts';
import { type StandIn, startStandIn } from '../../src/sandbox/slack/stand-in.ts';
import { addApp, addChannel, addTeam, addUser, emptyWorld } from '../../src/sandbox/slack/world.ts';
import { botUser, clientsTeam, homeTeam, signingSecret, slackToken } from './agency.ts';
import { startShifted } from './shifted-house.ts';

export const crowdSize = 1_000;
/** Slack speaks of several hundred. */
export const postsAMinute = 300;
const alone = 500;
const each = 5;

/** One client of the crowd. `index` from 0. */
export type OfCrowd = { index: number; id: string; channel: string; owner: string; asker: string };

export const crowd: readonly OfCrowd[] = Array.from({ length: crowdSize }, (_, index) => {
  const number = String(index).padStart(4, '0');
  const owner = index < alone ? number : `M${String(Math.floor((index - alone) / each)).padStart(3, '0')}`;
  return { index, id: `client-${index}`, channel: `C0CROWD${number}`, owner: `U0OF${owner}`, asker: `U0BY${number}` };
});

/** Whoever looks after some of them. */
export const owners: readonly string[] = [...new Set(crowd.map(({ owner }) => owner))];

function crowdWorld(): World {
  const world = emptyWorld({ id: homeTeam, name: 'Bench Agency', domain: 'bench-agency' });
  addTeam(world, { id: clientsTeam, name: 'Clients', domain: 'clients' });
  const scopes = [
    'channels:history',
    'channels:read',
    'chat:write',
    'im:write',
    'users:read',
    'pins:write',
    'pins:read',
  ];
  const events = ['message.channels', 'reaction_added'];
  addApp(world, { id: 'A0BENCH', name: 'Groundrules', bot_user_id: botUser, token: slackToken, scopes, events });
  const berlin = { tz: 'Europe/Berlin', locale: 'en-GB' };
  for (const id of ['U0BOSS', 'U0BACKUP', ...owners]) addUser(world, { id, name: id.toLowerCase(), ...berlin });
  for (const { channel, asker, owner } of crowd) {
    addUser(world, { id: asker, name: asker.toLowerCase(), team_id: clientsTeam, ...berlin });
    const members = [botUser, 'U0BOSS', asker, owner];
    addChannel(world, { id: channel, name: channel.toLowerCase(), members, shared: [clientsTeam] });
  }
  return world;
}

/**
 * Their Slack: it lets a second message into a channel only after a second, and several hundred a minute into all of them, as
 * the real one does.
 */
export function startCrowdedSlack(clock: () => number): Promise<StandIn> {
  return startStandIn({
    clock,
    world: crowdWorld(),
    app: { eventsUrl: 'http://127.0.0.1:9/slack/events', signingSecret },
    limits: { eventsPerHour: 1e9, counted: 'posts', postsAMinute },
    logger: pino({ level: 'silent' }),
  });
}

const templates = join(import.meta.dirname, '../../agreements');

/** Everybody's agreement with this rhythm (lines of YAML), put into force through a house that is stopped again. */
export async function agreeWithCrowd(databaseUrl: string, apiUrl: string, at: { shift: number; rhythm: string }) {
  const template = (name: string) => readFileSync(join(templates, name), 'utf8');
  const house = await startShifted({ databaseUrl, apiUrl, shift: at.shift, walking: true });
  try {
    for (const client of crowd) {
      const text = agreementOf(client, at.rhythm);
      const file = loadFile(text, { fileName: `${client.id}.yml`, sections, template, agency: undefined });
      if (!file.ok) throw new Error(file.problems.map(problemText).join('\n'));
      await house.apply(file, { by: 'bench', force: false });
    }
  } finally {
    await house.stop();
  }
}

function agreementOf({ id, channel, owner, asker, index }: OfCrowd, rhythm: string): string {
  return `
schema: 1
extends: standard.yml
id: ${id}
version: 1
client:
  name: Client ${index}
  language: en
channels: [${channel}]
officeHours:
  timeZone: Europe/Berlin
people:
  owner: ${owner}
  backup: U0BACKUP
  managers: [U0BOSS]
  client: [${asker}]
${rhythm}`;
}
