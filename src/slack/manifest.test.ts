import { readdirSync, readFileSync } from 'node:fs';
import type { AppsManifestValidateArguments } from '@slack/web-api';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { handledEvents } from './inbound/envelope.ts';
import { neededScopes, scopesOfEvents, scopesOfMethods } from './tests/scopes.ts';

type Manifest = Exclude<AppsManifestValidateArguments['manifest'], string>;

const requestUrl = 'https://example.com/slack/events';

/** The manifest as the Web API's own type knows it: a name that Slack does not have is an error of this file. */
const expected = {
  _metadata: { major_version: 1 },
  display_information: {
    name: 'Groundrules',
    description: expect.any(String) as string,
    long_description: expect.any(String) as string,
    background_color: '#2f4858',
  },
  features: {
    bot_user: { display_name: 'Groundrules', always_online: true },
    app_home: { home_tab_enabled: true, messages_tab_enabled: true, messages_tab_read_only_enabled: false },
    slash_commands: [
      {
        command: '/rules',
        url: requestUrl,
        description: expect.any(String) as string,
        usage_hint: 'help | status | hours | card | later | away | scope | emergency | setup',
        should_escape: true,
      },
    ],
    shortcuts: [
      {
        name: 'Raise an emergency',
        type: 'message',
        callback_id: 'raise-emergency',
        description: expect.any(String) as string,
      },
      { name: 'Track this', type: 'message', callback_id: 'track', description: expect.any(String) as string },
      {
        name: 'Not a request',
        type: 'message',
        callback_id: 'not-a-request',
        description: expect.any(String) as string,
      },
      {
        name: 'Send at opening',
        type: 'message',
        callback_id: 'send-at-opening',
        description: expect.any(String) as string,
      },
      {
        name: 'Check scope',
        type: 'message',
        callback_id: 'check-scope',
        description: expect.any(String) as string,
      },
      {
        name: 'Count as used',
        type: 'message',
        callback_id: 'count-as-used',
        description: expect.any(String) as string,
      },
      { name: 'Celebrate', type: 'message', callback_id: 'celebrate', description: expect.any(String) as string },
      { name: 'Why?', type: 'message', callback_id: 'why', description: expect.any(String) as string },
    ],
  },
  oauth_config: {
    scopes: {
      bot: [
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
        'im:write',
        'pins:write',
        'reactions:read',
        'usergroups:read',
        'users:read',
      ],
    },
  },
  settings: {
    event_subscriptions: {
      request_url: requestUrl,
      bot_events: [
        'app_home_opened',
        'app_mention',
        'app_uninstalled',
        'channel_archive',
        'channel_deleted',
        'channel_id_changed',
        'channel_left',
        'channel_rename',
        'channel_shared',
        'channel_unarchive',
        'channel_unshared',
        'group_archive',
        'group_deleted',
        'group_left',
        'group_rename',
        'group_unarchive',
        'member_joined_channel',
        'member_left_channel',
        'message.channels',
        'message.groups',
        'message.im',
        'reaction_added',
        'reaction_removed',
        'tokens_revoked',
        'user_change',
      ],
    },
    interactivity: { is_enabled: true, request_url: requestUrl },
    org_deploy_enabled: false,
    socket_mode_enabled: false,
    token_rotation_enabled: false,
  },
} satisfies Manifest;

const manifest: typeof expected = parse(readFileSync(new URL('../../manifest.yml', import.meta.url), 'utf8'));
const events = manifest.settings.event_subscriptions.bot_events;

/** Which of Slack's methods this folder's code calls, by reading it. */
function methodsCalled(): string[] {
  const folder = new URL('.', import.meta.url);
  const files = readdirSync(folder).filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'));
  const code = files.map((name) => readFileSync(new URL(name, folder), 'utf8')).join('\n');
  const families =
    'auth|chat|conversations|dnd|usergroups\\.users|users|views|files|reactions|pins|bookmarks|team|usergroups|apps';
  const calls = code.matchAll(
    new RegExp(`(?:(?<!usergroups)[.']|^)((?:${families})\\.[a-z][A-Za-z]*)\\b(?!\\.)`, 'gm'),
  );
  return [...new Set([...calls].map(([, method]) => method ?? ''))].sort();
}

test('the manifest is of Slack’s shape and says what we expect', () => {
  expect(manifest).toEqual(expected);
  expect(manifest.display_information.description.length).toBeLessThanOrEqual(140);
  expect(manifest.display_information.long_description.length).toBeGreaterThanOrEqual(175);
  for (const { name, description } of manifest.features.shortcuts) {
    expect(name.length).toBeLessThanOrEqual(24);
    expect(description.length).toBeLessThanOrEqual(150);
  }
});

test('every event subscribed to has a handler, and every handler is subscribed to', () => {
  const subscribed = new Set(events.map((name) => (name.startsWith('message.') ? 'message' : name)));
  expect([...subscribed].sort()).toEqual([...handledEvents].sort());
});

test('every event subscribed to has its scopes', () => {
  expect(Object.keys(scopesOfEvents).sort()).toEqual([...events].sort());
});

test('every method that the code calls is known with its scopes, and no other', () => {
  expect(methodsCalled()).toEqual(Object.keys(scopesOfMethods).sort());
});

test('the token is granted what events, methods and commands need, and nothing more', () => {
  expect([...manifest.oauth_config.scopes.bot].sort()).toEqual(neededScopes);
});
