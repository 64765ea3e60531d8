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
  /** When Slack is silent for them, now or next (epoch milliseconds); absent: never. */
  dnd?: { since: number; until: number };
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
  /** Who added or changed it last. */
  last_updated_by_user_id: string;
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
  /** The app was taken out of the workspace. */
  token_revoked: boolean;
  scopes: string[];
  events: string[];
  commands: SlashCommand[];
  shortcuts: Shortcut[];
  home_tab_enabled: boolean;
};

export type World = {
  version: 1;
  home: string;
  app: App | null;
  teams: Record<string, Team>;
  users: Record<string, User>;
  /** Who is in each user group, by the group's id. */
  userGroups?: Record<string, string[]>;
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
