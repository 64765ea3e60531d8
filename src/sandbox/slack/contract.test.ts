import type {
  BlockAction,
  BlockSuggestion,
  GlobalShortcut,
  MessageShortcut,
  SlashCommand,
  ViewClosedAction,
  ViewOutput,
  ViewSubmitAction,
} from '@slack/bolt';
import type {
  AppHomeOpenedEvent,
  AppMentionEvent,
  ChannelRenameEvent,
  ChannelUnsharedEvent,
  GenericMessageEvent,
  MemberJoinedChannelEvent,
  MessageChangedEvent,
  MessageDeletedEvent,
  PinAddedEvent,
  ReactionAddedEvent,
  ThreadBroadcastMessageEvent,
  UserChangeEvent,
} from '@slack/types';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { call, type Office, openOffice } from './tests/office.ts';

/**
 * Keys as they stand in Slack's published samples: those a payload must have, and others it may have. The first list is
 * held to Slack's types by the compiler, so that neither can drift alone.
 */
type Keys = { must: readonly string[]; may?: readonly string[] };

const must = <T>(...keys: (keyof T & string)[]): string[] => keys;

const SHARED_CHANNEL = ['user_team', 'source_team'];
const MESSAGE_EXTRAS = [
  'app_id',
  'bot_id',
  'bot_profile',
  'thread_ts',
  'parent_user_id',
  'attachments',
  'files',
  'upload',
  'edited',
  'reactions',
  'pinned_to',
  ...SHARED_CHANNEL,
];
const USER_MESSAGE = must<GenericMessageEvent>(
  'type',
  'user',
  'text',
  'ts',
  'team',
  'blocks',
  'channel',
  'channel_type',
  'event_ts',
  'client_msg_id',
);
const MOMENT = must<GenericMessageEvent>('type', 'channel', 'channel_type', 'ts', 'event_ts');

const events: Record<string, Keys> = {
  message: { must: USER_MESSAGE, may: MESSAGE_EXTRAS },
  'message.message_changed': {
    must: [...MOMENT, ...must<MessageChangedEvent>('subtype', 'hidden', 'message', 'previous_message')],
  },
  'message.message_deleted': {
    must: [...MOMENT, ...must<MessageDeletedEvent>('subtype', 'hidden', 'deleted_ts', 'previous_message')],
  },
  'message.thread_broadcast': {
    must: [...USER_MESSAGE, 'subtype', ...must<ThreadBroadcastMessageEvent>('root', 'thread_ts')],
    may: MESSAGE_EXTRAS,
  },
  'message.file_share': {
    must: [...USER_MESSAGE, 'subtype', ...must<GenericMessageEvent>('files')],
    may: MESSAGE_EXTRAS,
  },
  'message.channel_join': {
    must: ['type', 'subtype', 'team', 'user', 'channel', 'channel_type', 'text', 'ts', 'event_ts'],
    may: ['inviter', ...SHARED_CHANNEL],
  },
  'message.channel_leave': {
    must: ['type', 'subtype', 'team', 'user', 'channel', 'channel_type', 'text', 'ts', 'event_ts'],
    may: SHARED_CHANNEL,
  },
  'message.channel_name': {
    must: ['type', 'subtype', 'team', 'user', 'name', 'old_name', 'channel', 'channel_type', 'text', 'ts', 'event_ts'],
    may: SHARED_CHANNEL,
  },
  app_mention: {
    must: must<AppMentionEvent>('type', 'user', 'text', 'ts', 'team', 'blocks', 'channel', 'event_ts', 'client_msg_id'),
    may: [...MESSAGE_EXTRAS, 'subtype'],
  },
  member_joined_channel: {
    must: must<MemberJoinedChannelEvent>('type', 'user', 'channel', 'channel_type', 'team', 'event_ts'),
    may: ['inviter', 'enterprise'],
  },
  member_left_channel: {
    must: must<MemberJoinedChannelEvent>('type', 'user', 'channel', 'channel_type', 'team', 'event_ts'),
  },
  reaction_added: { must: must<ReactionAddedEvent>('type', 'user', 'reaction', 'item', 'item_user', 'event_ts') },
  reaction_removed: { must: must<ReactionAddedEvent>('type', 'user', 'reaction', 'item', 'item_user', 'event_ts') },
  pin_added: {
    must: must<PinAddedEvent>(
      'type',
      'user',
      'channel_id',
      'item',
      'item_user',
      'pin_count',
      'pinned_info',
      'event_ts',
    ),
  },
  channel_rename: { must: must<ChannelRenameEvent>('type', 'channel', 'event_ts') },
  channel_shared: { must: ['type', 'connected_team_id', 'channel', 'event_ts'] },
  channel_unshared: {
    must: must<ChannelUnsharedEvent>('type', 'previously_connected_team_id', 'channel', 'is_ext_shared', 'event_ts'),
  },
  channel_archive: { must: ['type', 'channel', 'user', 'is_moved', 'event_ts'] },
  channel_id_changed: { must: ['type', 'old_channel_id', 'new_channel_id', 'event_ts'] },
  app_home_opened: { must: must<AppHomeOpenedEvent>('type', 'user', 'channel', 'tab', 'event_ts'), may: ['view'] },
  user_change: { must: must<UserChangeEvent>('type', 'user', 'cache_ts', 'event_ts') },
};

const ENVELOPE: Keys = {
  must: [
    'token',
    'team_id',
    'context_team_id',
    'context_enterprise_id',
    'api_app_id',
    'event',
    'type',
    'event_id',
    'event_time',
    'authorizations',
    'is_ext_shared_channel',
    'event_context',
  ],
  may: ['enterprise_id'],
};

const SOMEBODY = ['type', 'user', 'team', 'enterprise', 'is_enterprise_install', 'token'];
const WHO = [...SOMEBODY, 'api_app_id'];
const requests: Record<string, Keys> = {
  block_actions: {
    must: [...WHO, ...must<BlockAction>('container', 'trigger_id', 'actions')],
    may: ['channel', 'message', 'view', 'state', 'response_url'],
  },
  block_suggestion: {
    must: [...WHO, ...must<BlockSuggestion>('container', 'action_id', 'block_id', 'value')],
    may: ['channel', 'message', 'view'],
  },
  shortcut: { must: [...SOMEBODY, ...must<GlobalShortcut>('callback_id', 'trigger_id', 'action_ts')] },
  message_action: {
    must: [
      ...SOMEBODY,
      ...must<MessageShortcut>(
        'callback_id',
        'trigger_id',
        'action_ts',
        'message_ts',
        'message',
        'channel',
        'response_url',
      ),
    ],
  },
  view_submission: { must: [...WHO, ...must<ViewSubmitAction>('trigger_id', 'view', 'response_urls')] },
  view_closed: { must: [...WHO, ...must<ViewClosedAction>('view', 'is_cleared')] },
};
const COMMAND: Keys = {
  must: must<SlashCommand>(
    'token',
    'team_id',
    'team_domain',
    'channel_id',
    'channel_name',
    'user_id',
    'user_name',
    'command',
    'text',
    'api_app_id',
    'is_enterprise_install',
    'response_url',
    'trigger_id',
  ),
};
const VIEW = must<ViewOutput>(
  'id',
  'team_id',
  'type',
  'title',
  'submit',
  'close',
  'blocks',
  'private_metadata',
  'callback_id',
  'external_id',
  'state',
  'hash',
  'clear_on_close',
  'notify_on_close',
  'root_view_id',
  'previous_view_id',
  'app_id',
  'app_installed_team_id',
  'bot_id',
);

let office: Office;
const plain = (text: string) => ({ type: 'plain_text', text });

beforeAll(async () => {
  const view = {
    type: 'modal',
    title: plain('Form'),
    submit: plain('Go'),
    notify_on_close: true,
    callback_id: 'form',
    blocks: [{ type: 'input', optional: true, label: plain('x'), element: { type: 'plain_text_input' } }],
  };
  office = await openOffice((app) => {
    app.action('go', async ({ ack }) => ack());
    app.options('pick', async ({ ack }) => ack({ options: [] }));
    app.command('/rules', async ({ ack }) => ack());
    app.shortcut('track', async ({ ack }) => ack());
    app.view({ callback_id: 'form', type: 'view_submission' }, async ({ ack }) => ack());
    app.view({ callback_id: 'form', type: 'view_closed' }, async ({ ack }) => ack());
    app.shortcut('open_rules', async ({ ack, body }) => {
      await call(office, 'views.open', { trigger_id: body.trigger_id, view });
      await ack();
    });
  });
  await live();
  await office.slack.settled();
});
afterAll(() => office.close());

/** A little of everything that a workspace sees. */
async function live(): Promise<void> {
  const { slack } = office;
  const [ana, cem] = [slack.as('U0ANA'), slack.as('U0CEM')];
  const { ts } = await cem.post('C0ACME', '<@U0RULES> when? https://example.com');
  const answer = await ana.post('C0ACME', 'soon', { thread: ts, broadcast: true });
  await ana.post('C0ACME', 'plan', { files: ['plan.pdf'] });
  await ana.edit('C0ACME', answer.ts, 'today');
  await ana.delete('C0ACME', answer.ts);
  await ana.react('C0ACME', ts, 'eyes');
  await ana.unreact('C0ACME', ts, 'eyes');
  await ana.pin('C0ACME', ts);
  await ana.invite('C0ACME', 'U0GUEST');
  await ana.remove('C0ACME', 'U0GUEST');
  const elements = [
    { type: 'button', action_id: 'go', text: plain('Go') },
    { type: 'external_select', action_id: 'pick', min_query_length: 0, placeholder: plain('x') },
  ];
  const { body } = await call(office, 'chat.postMessage', {
    channel: 'C0ACME',
    text: 'x',
    blocks: [{ type: 'actions', elements }],
  });
  await cem.press('C0ACME', String(body.ts), 'go');
  await ana.suggestions('C0ACME', String(body.ts), 'pick', 'x');
  await ana.command('C0ACME', '/rules status');
  await ana.shortcut('C0ACME', ts, 'track');
  await ana.globalShortcut('open_rules');
  await ana.submit();
  await ana.globalShortcut('open_rules');
  await ana.closeView();
  await ana.openHome();
  await slack.admin.changeUser('U0BEN', { title: 'Designer' });
  await slack.admin.rename('C0TEAM', 'crew', 'U0ANA');
  await slack.admin.share('C0TEAM', 'T0CLIENT');
  await slack.admin.unshare('C0TEAM', 'T0CLIENT');
  await slack.admin.changeId('C0TEAM', 'C0NEW');
  await slack.admin.archive('C0NEW', 'U0ANA');
}

function hold(payload: unknown, keys: Keys): void {
  const actual = Object.keys(payload as object);
  expect(keys.must.filter((key) => !actual.includes(key))).toEqual([]);
  expect(actual.filter((key) => !keys.must.includes(key) && !keys.may?.includes(key))).toEqual([]);
}

const nameOf = (event: Record<string, unknown>) =>
  event.subtype && event.type === 'message' ? `message.${event.subtype}` : String(event.type);
const allEvents = () => office.events.filter((one) => one.body.event).map((one) => one.body);

test.each(Object.keys(events))('every %s has the keys of Slack’s sample and no others', (name) => {
  const ours = allEvents().map((body) => body.event as Record<string, unknown>);
  // The app's own posts have another author part, proven elsewhere.
  const found = ours.filter((event) => nameOf(event) === name && event.bot_id !== 'B0RULES');
  expect(found.length).toBeGreaterThan(0);
  for (const event of found) hold(event, events[name] as Keys);
});

test('no event is sent whose keys are not written down here', () => {
  expect(
    allEvents()
      .map((body) => nameOf(body.event as Record<string, unknown>))
      .filter((name) => !events[name] && name !== 'message.channel_archive'),
  ).toEqual([]);
});

test('every envelope has the keys of Slack’s samples', () => {
  for (const body of allEvents()) hold(body, ENVELOPE);
});

test.each(Object.keys(requests))('every %s has the keys of Slack’s sample and no others', (name) => {
  const found = office.events.map((one) => one.body).filter((body) => body.type === name);
  expect(found.length).toBeGreaterThan(0);
  for (const body of found) hold(body, requests[name] as Keys);
});

test('a command has the keys of Slack’s sample, and a form those of a view', () => {
  const command = office.events.map((one) => one.body).find((body) => body.command);
  hold(command, COMMAND);
  for (const body of office.events.map((one) => one.body).filter((one) => one.view)) hold(body.view, { must: VIEW });
});
