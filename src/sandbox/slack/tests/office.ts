import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { App, HTTPReceiver, type Logger, LogLevel } from '@slack/bolt';
import { type StandIn, type StandInOptions, startStandIn } from '../stand-in.ts';
import { addApp, addChannel, addTeam, addUser, emptyWorld, type World } from '../world.ts';

export const SECRET = 'a-signing-secret-for-tests';
export const TOKEN = 'xoxb-stand-in-token';
export const FRIDAY = Date.UTC(2026, 9, 30, 16, 0, 0);

/** Requests left without an answer are what some tests are about; Bolt need not complain of them. */
const silent: Logger = {
  debug: () => {},
  info: () => {},
  warn: () => {},
  error: () => {},
  setLevel: () => {},
  getLevel: () => LogLevel.ERROR,
  setName: () => {},
};

/** A clock that tests set. */
export type HandClock = { now: number };

/** Two people of the agency, one of the client's, one guest; a shared channel, a private one, one the bot is not in. */
export function officeWorld(): World {
  const world = emptyWorld({ id: 'T0HOME', name: 'Nova', domain: 'nova' });
  addTeam(world, { id: 'T0CLIENT', name: 'Acme', domain: 'acme' });
  addUser(world, { id: 'U0ANA', name: 'ana', real_name: 'Ana Silva', tz: 'Europe/Lisbon', is_admin: true });
  addUser(world, { id: 'U0BEN', name: 'ben', real_name: 'Ben Okafor', email: 'ben@nova.test', is_owner: true });
  addUser(world, {
    id: 'U0CEM',
    name: 'cem',
    real_name: 'Cem Kaya',
    team_id: 'T0CLIENT',
    tz: 'Europe/Istanbul',
    locale: 'tr-TR',
    email: 'cem@acme.test',
  });
  addUser(world, { id: 'U0GUEST', name: 'gia', real_name: 'Gia Guest', is_ultra_restricted: true });
  addUser(world, { id: 'U0OTHERBOT', name: 'poller', real_name: 'Poller', is_bot: true });
  addApp(world, {
    id: 'A0RULES',
    name: 'Groundrules',
    bot_user_id: 'U0RULES',
    token: TOKEN,
    scopes: ALL_SCOPES,
    events: ALL_EVENTS,
    commands: [{ command: '/rules', description: 'Ground rules', usage_hint: 'status', should_escape: true }],
    shortcuts: [
      { name: 'Track this', type: 'message', callback_id: 'track' },
      { name: 'Open rules', type: 'global', callback_id: 'open_rules' },
    ],
  });
  addChannel(world, {
    id: 'C0ACME',
    name: 'acme',
    members: ['U0ANA', 'U0BEN', 'U0CEM', 'U0RULES'],
    shared: ['T0CLIENT'],
  });
  addChannel(world, { id: 'C0TEAM', name: 'team', members: ['U0ANA', 'U0BEN', 'U0GUEST', 'U0RULES', 'U0OTHERBOT'] });
  addChannel(world, { id: 'C0LOBBY', name: 'lobby', members: ['U0ANA', 'U0BEN'] });
  addChannel(world, { id: 'G0SECRET', name: 'secret', kind: 'group', members: ['U0ANA', 'U0BEN'] });
  return world;
}

const ALL_SCOPES = [
  'app_mentions:read',
  'bookmarks:read',
  'bookmarks:write',
  'channels:history',
  'channels:read',
  'chat:write',
  'commands',
  'dnd:read',
  'groups:history',
  'groups:read',
  'im:history',
  'im:read',
  'im:write',
  'pins:read',
  'pins:write',
  'reactions:read',
  'reactions:write',
  'team:read',
  'users:read',
];
const ALL_EVENTS = [
  'app_home_opened',
  'app_uninstalled',
  'tokens_revoked',
  'channel_deleted',
  'group_deleted',
  'app_mention',
  'channel_archive',
  'channel_id_changed',
  'channel_left',
  'channel_rename',
  'channel_shared',
  'channel_unarchive',
  'channel_unshared',
  'group_archive',
  'group_left',
  'group_rename',
  'member_joined_channel',
  'member_left_channel',
  'message.channels',
  'message.groups',
  'message.im',
  'pin_added',
  'pin_removed',
  'reaction_added',
  'reaction_removed',
  'user_change',
];

/** What the app was sent: the raw body and headers, before Bolt looks at them. */
export type Received = { headers: Record<string, unknown>; body: Record<string, unknown> };

export type Office = {
  clock: HandClock;
  slack: StandIn;
  app: App;
  events: Received[];
  close(): Promise<void>;
};

/** A stand-in and a real Bolt app that talk to each other over HTTP. */
export async function openOffice(
  listen: (app: App) => void = () => {},
  options: Partial<StandInOptions> = {},
): Promise<Office> {
  const clock: HandClock = { now: FRIDAY };
  const events: Received[] = [];
  const receiver = new HTTPReceiver({
    signingSecret: SECRET,
    logger: silent,
    endpoints: ['/slack/events'],
    customPropertiesExtractor: (request) => ({ headers: request.headers }),
  });
  // Each side wants the other's address first, so the door is opened before the app behind it is made.
  const door = createServer((request, response) => receiver.requestListener(request, response));
  await new Promise<void>((resolve) => door.listen(0, '127.0.0.1', resolve));
  const { port } = door.address() as AddressInfo;
  const slack = await startStandIn({
    clock: () => clock.now,
    world: officeWorld(),
    app: { eventsUrl: `http://127.0.0.1:${port}/slack/events`, signingSecret: SECRET },
    ...options,
  });
  const app = new App({
    token: TOKEN,
    receiver,
    convoStore: false,
    // Tests look at all that is sent, the app's own posts too.
    ignoreSelf: false,
    logger: silent,
    clientOptions: { slackApiUrl: slack.apiUrl, retryConfig: { retries: 0 }, rejectRateLimitedCalls: true },
  });
  app.use(async ({ body, context, next }) => {
    events.push({
      headers: (context.headers ?? {}) as Record<string, unknown>,
      body: body as unknown as Record<string, unknown>,
    });
    await next();
  });
  listen(app);
  await app.client.auth.test();
  return {
    clock,
    slack,
    app,
    events,
    async close() {
      door.closeAllConnections();
      await new Promise((resolve) => door.close(resolve));
      await slack.stop();
    },
  };
}

/** Calls the Web API without any client, in either of its forms. */
export async function call(
  office: Office,
  method: string,
  given: Record<string, unknown> = {},
  options: { form?: boolean; token?: string | null } = {},
): Promise<{ status: number; headers: Headers; body: Record<string, unknown> }> {
  const token = options.token === undefined ? TOKEN : options.token;
  const response = await fetch(office.slack.apiUrl + method, {
    method: 'POST',
    headers: {
      ...(token ? { authorization: `Bearer ${token}` } : {}),
      'content-type': options.form ? 'application/x-www-form-urlencoded' : 'application/json; charset=utf-8',
    },
    body: options.form ? new URLSearchParams(given as Record<string, string>).toString() : JSON.stringify(given),
  });
  const text = await response.text();
  return { status: response.status, headers: response.headers, body: text ? JSON.parse(text) : {} };
}

/** Inner events of a type that the app was sent, in order of arrival. */
export function eventsOf(office: Office, type: string, subtype?: string): Record<string, unknown>[] {
  return office.events
    .map((one) => one.body.event as Record<string, unknown> | undefined)
    .filter((event): event is Record<string, unknown> => event?.type === type)
    .filter((event) => subtype === undefined || event.subtype === subtype);
}

/** Requests of a type (block_actions, view_submission, ...) that the app was sent. */
export function requestsOf(office: Office, type: string): Record<string, unknown>[] {
  return office.events.map((one) => one.body).filter((body) => body.type === type);
}
