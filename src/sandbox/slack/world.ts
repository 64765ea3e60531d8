/** The whole of a stand-in Slack as one value that can be written to a file and read back. */

export type Block = { type: string; block_id?: string; [key: string]: unknown };

export type Team = { id: string; name: string; domain: string };

export type User = {
  id: string;
  team_id: string;
  name: string;
  real_name: string;
  display_name: string;
  title: string;
  email: string | null;
  tz: string;
  locale: string;
  is_admin: boolean;
  is_owner: boolean;
  is_restricted: boolean;
  is_ultra_restricted: boolean;
  is_bot: boolean;
  bot_id: string | null;
  app_id: string | null;
  deleted: boolean;
  /** The error the Web API answers when a bot writes to this person, as when their company forbids it. */
  refuses_direct_messages: string | null;
  updated: number;
};

export type ChannelKind = 'channel' | 'group' | 'im' | 'mpim';

export type Channel = {
  id: string;
  name: string;
  kind: ChannelKind;
  creator: string;
  created: number;
  members: string[];
  is_archived: boolean;
  /** Other companies' teams this channel is shared with; being shared is the channel's own property. */
  connected_team_ids: string[];
  host_team_id: string;
  topic: string;
  purpose: string;
  previous_names: string[];
  frozen_reason: string | null;
  /** Only administrators and the named may post. */
  posting_restricted_to: string[] | null;
};

export type Reaction = { name: string; users: string[]; count: number };
export type Metadata = { event_type: string; event_payload: Record<string, unknown> };
export type SlackFile = { id: string; name: string; mimetype: string; size: number; user: string; created: number };

export type Message = {
  type: 'message';
  subtype?: string;
  user?: string;
  text: string;
  ts: string;
  team?: string;
  user_team?: string;
  source_team?: string;
  client_msg_id?: string;
  thread_ts?: string;
  parent_user_id?: string;
  blocks?: Block[];
  attachments?: Record<string, unknown>[];
  files?: Record<string, unknown>[];
  upload?: boolean;
  edited?: { user: string; ts: string };
  reactions?: Reaction[];
  reply_count?: number;
  reply_users_count?: number;
  reply_users?: string[];
  latest_reply?: string;
  pinned_to?: string[];
  bot_id?: string;
  app_id?: string;
  username?: string;
  bot_profile?: Record<string, unknown>;
  metadata?: Metadata;
  hidden?: boolean;
  inviter?: string;
  name?: string;
  old_name?: string;
  topic?: string;
  purpose?: string;
};

export type Ephemeral = { channel: string; user: string; message: Message };
export type Pin = { ts: string; user: string; created: number };
export type Bookmark = {
  id: string;
  channel_id: string;
  title: string;
  link: string;
  emoji: string | null;
  type: 'link';
  date_created: number;
  date_updated: number;
};

export type View = {
  id: string;
  team_id: string;
  type: 'modal' | 'home';
  title: Record<string, unknown> | null;
  submit: Record<string, unknown> | null;
  close: Record<string, unknown> | null;
  blocks: Block[];
  private_metadata: string;
  callback_id: string;
  external_id: string;
  state: { values: Record<string, Record<string, Record<string, unknown>>> };
  hash: string;
  clear_on_close: boolean;
  notify_on_close: boolean;
  root_view_id: string;
  previous_view_id: string | null;
  app_id: string;
  app_installed_team_id: string;
  bot_id: string;
};

export type ScheduledMessage = {
  id: string;
  channel: string;
  post_at: number;
  date_created: number;
  text: string;
  blocks?: Block[];
  attachments?: Record<string, unknown>[];
  metadata?: Metadata;
};

export type ResponseUrl = {
  id: string;
  channel: string;
  user: string;
  /** The message the request came from, if it came from one. */
  ts: string | null;
  ephemeral: boolean;
  thread_ts: string | null;
  made: number;
  uses: number;
};

/** An event on its way to the app: under way when dueAt is null, else waiting for that instant. */
export type Delivery = {
  id: string;
  type: string;
  body: string;
  attempt: number;
  reason: string | null;
  dueAt: number | null;
};

export type SlashCommand = { command: string; description: string; usage_hint: string; should_escape: boolean };
export type Shortcut = { name: string; type: 'global' | 'message'; callback_id: string };

export type App = {
  id: string;
  name: string;
  team_id: string;
  bot_id: string;
  bot_user_id: string;
  token: string;
  verification_token: string;
  scopes: string[];
  events: string[];
  commands: SlashCommand[];
  shortcuts: Shortcut[];
};

export type World = {
  version: 1;
  home: string;
  app: App | null;
  teams: Record<string, Team>;
  users: Record<string, User>;
  channels: Record<string, Channel>;
  /** Per channel, in order of ts. */
  messages: Record<string, Message[]>;
  ephemerals: Ephemeral[];
  pins: Record<string, Pin[]>;
  bookmarks: Record<string, Bookmark[]>;
  /** Open forms and home tabs, by id. */
  views: Record<string, View>;
  /** Ids of the forms a person has open, the topmost last. */
  forms: Record<string, string[]>;
  /** Id of the home tab that a person was given. */
  homes: Record<string, string>;
  scheduled: ScheduledMessage[];
  responseUrls: Record<string, ResponseUrl>;
  deliveries: Record<string, Delivery>;
  /** Per person and channel, the last message they have read. */
  read: Record<string, Record<string, string>>;
  counters: Record<string, number>;
};

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
    commands: [],
    shortcuts: [],
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
