import type { App, Channel, Team, User, World } from './model.ts';

export type * from './model.ts';

/** A world with one team, the home of the app, and Slackbot. */
export function emptyWorld(home: Team): World {
  const world: World = {
    version: 1,
    home: home.id,
    app: null,
    teams: { [home.id]: home },
    users: {},
    channels: {},
    messages: {},
    ephemerals: [],
    pins: {},
    bookmarks: {},
    views: {},
    forms: {},
    homes: {},
    scheduled: [],
    responseUrls: {},
    deliveries: {},
    read: {},
    counters: {},
  };
  addUser(world, { id: 'USLACKBOT', name: 'slackbot', real_name: 'Slackbot', is_bot: false });
  return world;
}

/** Adds another company's team. */
export function addTeam(world: World, team: Team): Team {
  world.teams[team.id] = team;
  return team;
}

/** Adds a person or another bot; of the home team, in UTC and speaking English unless said otherwise. */
export function addUser(world: World, user: Partial<User> & { id: string; name: string }): User {
  const made: User = {
    team_id: world.home,
    real_name: user.name,
    display_name: user.real_name ?? user.name,
    title: '',
    email: null,
    tz: 'Etc/UTC',
    locale: 'en-US',
    is_admin: false,
    is_owner: false,
    is_restricted: false,
    is_ultra_restricted: false,
    is_bot: false,
    bot_id: user.is_bot ? user.id.replace(/^U/, 'B') : null,
    app_id: null,
    deleted: false,
    refuses_direct_messages: null,
    updated: 0,
    ...user,
  };
  world.users[made.id] = made;
  return made;
}

/** Adds a channel; public and of the home team unless said otherwise. `shared` names the other companies' teams. */
export function addChannel(
  world: World,
  channel: Partial<Channel> & { id: string; name: string; members: string[]; shared?: string[] },
): Channel {
  const { shared, ...given } = channel;
  const made: Channel = {
    kind: 'channel',
    creator: channel.members[0] ?? 'USLACKBOT',
    created: 0,
    is_archived: false,
    connected_team_ids: shared ?? [],
    host_team_id: world.home,
    topic: '',
    purpose: '',
    previous_names: [],
    frozen_reason: null,
    posting_restricted_to: null,
    ...given,
  };
  world.channels[made.id] = made;
  world.messages[made.id] ??= [];
  return made;
}

/** Installs the app that this Slack talks to, with its bot user. Scopes, events, commands and shortcuts are those of its manifest. */
export function addApp(
  world: World,
  app: Pick<App, 'id' | 'name' | 'bot_user_id' | 'token' | 'scopes' | 'events'> & Partial<App>,
): App {
  const made: App = {
    team_id: world.home,
    bot_id: app.bot_user_id.replace(/^U/, 'B'),
    verification_token: 'stand-in-verification',
    token_revoked: false,
    commands: [],
    shortcuts: [],
    home_tab_enabled: false,
    ...app,
  };
  world.app = made;
  addUser(world, {
    id: made.bot_user_id,
    name: made.name.toLowerCase(),
    real_name: made.name,
    is_bot: true,
    bot_id: made.bot_id,
    app_id: made.id,
  });
  return made;
}
