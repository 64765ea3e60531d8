/** The sample agency's Slack: Harbour Studio, its people, three clients' channels (one by Slack Connect), two time zones. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import type { World } from '../slack/model.ts';
import { addApp, addChannel, addTeam, addUser, emptyWorld } from '../slack/world.ts';

export const sampleToken = 'xoxb-sandbox';
export const sampleSecret = 'sandbox-signing-secret';
export const botUserId = 'U0RULES';
/** The agency's zone. */
export const zone = 'Europe/Berlin';

type Manifest = {
  features: {
    app_home: { home_tab_enabled: boolean };
    slash_commands: { command: string; description: string; usage_hint: string; should_escape: boolean }[];
    shortcuts: { name: string; type: 'global' | 'message'; callback_id: string }[];
  };
  oauth_config: { scopes: { bot: string[] } };
  settings: { event_subscriptions: { bot_events: string[] } };
};

/** The world at its beginning; the bot is installed with exactly what its manifest asks for. */
export function sampleWorld(): World {
  const world = emptyWorld({ id: 'T0HARBOUR', name: 'Harbour Studio', domain: 'harbourstudio' });
  const manifest = parse(readFileSync(join(import.meta.dirname, '../../../manifest.yml'), 'utf8')) as Manifest;
  addApp(world, {
    id: 'A0RULES',
    name: 'Groundrules',
    bot_user_id: botUserId,
    token: sampleToken,
    scopes: manifest.oauth_config.scopes.bot,
    events: manifest.settings.event_subscriptions.bot_events,
    commands: manifest.features.slash_commands,
    shortcuts: manifest.features.shortcuts,
    home_tab_enabled: manifest.features.app_home.home_tab_enabled,
  });
  addPeople(world);
  addChannels(world);
  return world;
}

function addPeople(world: World): void {
  const berlin = { tz: 'Europe/Berlin', locale: 'en-GB' };
  addUser(world, {
    id: 'U0ADMIN',
    name: 'tess',
    real_name: 'Tess Lindqvist',
    is_admin: true,
    is_owner: true,
    ...berlin,
  });
  addUser(world, { id: 'U0RUTH', name: 'ruth', real_name: 'Ruth Okafor', title: 'Client director', ...berlin });
  addUser(world, { id: 'U0MIRA', name: 'mira', real_name: 'Mira Aksoy', title: 'Account manager', ...berlin });
  addUser(world, { id: 'U0JONAS', name: 'jonas', real_name: 'Jonas Weber', title: 'Designer', ...berlin });
  const istanbul = { tz: 'Europe/Istanbul', locale: 'tr-TR' };
  addUser(world, { id: 'U0ELIF', name: 'elif', real_name: 'Elif Kaya', title: 'Account manager', ...istanbul });
  addTeam(world, { id: 'T0NOVA', name: 'Nova Bikes', domain: 'nova-bikes' });
  addUser(world, { id: 'U0ANNA', name: 'anna', real_name: 'Anna Novak', team_id: 'T0NOVA', ...berlin });
  addUser(world, { id: 'U0BEN', name: 'ben', real_name: 'Ben Castellan', team_id: 'T0NOVA', ...berlin });
  addUser(world, { id: 'U0DENIZ', name: 'deniz', real_name: 'Deniz Arslan', is_restricted: true, ...istanbul });
  const newYork = { tz: 'America/New_York', locale: 'en-US' };
  addUser(world, { id: 'U0SAM', name: 'sam', real_name: 'Sam Whitfield', is_restricted: true, ...newYork });
}

function addChannels(world: World): void {
  const agency = ['U0RUTH', 'U0MIRA', 'U0JONAS', botUserId];
  addChannel(world, { id: 'C0NOVA', name: 'nova-bikes', members: [...agency, 'U0ANNA', 'U0BEN'], shared: ['T0NOVA'] });
  addChannel(world, { id: 'C0NOVAINT', name: 'nova-bikes-internal', members: agency });
  const turkish = ['U0RUTH', 'U0ELIF', 'U0MIRA', botUserId];
  addChannel(world, { id: 'C0DEFNE', name: 'defne-kahve', members: [...turkish, 'U0DENIZ'] });
  addChannel(world, { id: 'C0DEFNEINT', name: 'defne-kahve-internal', members: turkish });
  addChannel(world, { id: 'C0ORCHARD', name: 'orchard-legal', members: [...agency, 'U0SAM'] });
  addChannel(world, { id: 'C0ORCHARDINT', name: 'orchard-legal-internal', members: agency });
  addChannel(world, { id: 'C0OPS', name: 'bot-operations', members: ['U0ADMIN', botUserId] });
}
