import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { inboxKey } from '../../engine/incoming.ts';
import {
  change,
  clientMessage,
  deletion,
  envelope,
  messageShortcut,
  pressInMessage,
  slashCommand,
  submittedForm,
} from '../tests/payloads.ts';
import { incomingFromEnvelope } from './envelope.ts';

const read = (body: unknown) => incomingFromEnvelope(body, 'U0RULES');
const heard = (event: Record<string, unknown>) => {
  const reading = read(envelope(event));
  return reading.kind === 'happened' ? reading.incoming : reading.kind;
};
const threaded = { ...clientMessage, ts: '1793376050.000100', thread_ts: '1793376000.000100' };
const fromBot = { ...clientMessage, user: 'U0RULES', bot_id: 'B0RULES' };
const edited = {
  ...clientMessage,
  text: 'Where is the invoice now?',
  edited: { user: 'U0CEM', ts: '1793376100.000000' },
};

describe('messages', () => {
  test('what a client writes is told with author, team and words', () => {
    expect(heard(clientMessage)).toEqual([
      {
        kind: 'message',
        slackChannelId: 'C0ACME',
        ts: '1793376000.000100',
        threadTs: null,
        author: 'U0CEM',
        authorTeamId: 'T0CLIENT',
        isBot: false,
        text: 'Where is the invoice?',
        fileCount: 0,
        editedTs: null,
      },
    ]);
  });

  test('the workspace that receives a message is never taken for its author’s', () => {
    const { user_team: _, source_team: __, ...plain } = clientMessage;
    expect(heard({ ...plain, team: 'T0HOME' })).toMatchObject([{ authorTeamId: null }]);
  });

  test.each([undefined, 'file_share', 'thread_broadcast', 'me_message'])(
    'subtype %s is what people write',
    (subtype) => {
      expect(heard({ ...clientMessage, ...(subtype ? { subtype } : {}) })).toMatchObject([
        { kind: 'message', isBot: false },
      ]);
    },
  );

  test.each(['channel_join', 'channel_topic', 'pinned_item', 'huddle_thread', 'message_replied', 'reminder_add'])(
    'subtype %s is Slack talking about itself and says nothing',
    (subtype) => expect(heard({ ...clientMessage, subtype })).toBe('nothing'),
  );

  test.each([
    ['a bot of today', fromBot],
    ['a bot of old', { ...clientMessage, user: undefined, subtype: 'bot_message', bot_id: 'B0OLD' }],
    ['Slackbot', { ...clientMessage, user: 'USLACKBOT' }],
  ])('a post of %s is kept for the record, as a bot’s', (_, event) => {
    expect(heard(event)).toMatchObject([{ kind: 'message', isBot: true }]);
  });

  test('a reply names its thread, a parent does not name its own', () => {
    expect(heard(threaded)).toMatchObject([{ threadTs: '1793376000.000100' }]);
    expect(heard({ ...clientMessage, thread_ts: clientMessage.ts })).toMatchObject([{ threadTs: null }]);
  });

  test('files without words are counted, removed ones are not', () => {
    const files = [{ id: 'F1' }, { id: 'F2', mode: 'tombstone' }];
    expect(heard({ ...clientMessage, subtype: 'file_share', text: '', files })).toMatchObject([
      { fileCount: 1, text: '' },
    ]);
  });

  test('a direct message to the bot is somebody addressing it, and its words are not kept', () => {
    const direct = { ...clientMessage, channel: 'D0CEM', channel_type: 'im' };
    expect(heard(direct)).toEqual([
      {
        kind: 'address',
        where: 'direct',
        slackChannelId: 'D0CEM',
        ts: clientMessage.ts,
        threadTs: null,
        by: 'U0CEM',
        byTeamId: 'T0CLIENT',
      },
    ]);
    expect(heard({ ...fromBot, channel: 'D0CEM', channel_type: 'im' })).toBe('nothing');
    expect(heard({ ...change(edited, clientMessage), channel: 'D0CEM', channel_type: 'im' })).toBe('nothing');
  });

  test('a mention addresses the bot', () => {
    expect(heard({ ...threaded, type: 'app_mention' })).toMatchObject([
      { kind: 'address', where: 'mention', threadTs: '1793376000.000100', by: 'U0CEM' },
    ]);
  });
});

describe('changes', () => {
  test('an edit carries the wording before and after, by the ts of the message', () => {
    expect(heard(change(edited, clientMessage))).toMatchObject([
      {
        kind: 'edit',
        ts: clientMessage.ts,
        text: 'Where is the invoice now?',
        editedTs: '1793376100.000200',
        previous: { text: 'Where is the invoice?', fileCount: 0, editedTs: null },
      },
    ]);
  });

  test('two edits within one second, which Slack dates alike, are two edits', () => {
    const keys = [
      change(edited, clientMessage, '1793376100.000200'),
      change({ ...edited, text: 'Where is it?' }, edited, '1793376100.000300'),
    ].flatMap((payload) => {
      const said = heard(payload);
      return typeof said === 'string' ? [] : said.map((one) => inboxKey(one, 'channel'));
    });
    expect(new Set(keys).size).toBe(2);
  });

  test('an edit that swaps one file for another is an edit', () => {
    const before = { ...edited, files: [{ id: 'F1' }] };
    expect(heard(change({ ...edited, files: [{ id: 'F2' }] }, before))).toMatchObject([{ kind: 'edit' }]);
  });

  test.each([
    ['an unfurled link', change({ ...clientMessage, attachments: [{}] }, clientMessage)],
    ['an unfurled link of a message edited before', change({ ...edited, attachments: [{}] }, edited)],
    ['a counted reply', change({ ...clientMessage, thread_ts: clientMessage.ts, reply_count: 1 }, clientMessage)],
    ['our own update', change({ ...fromBot, text: 'Settled', edited: { user: 'B0RULES', ts: '2.0' } }, fromBot)],
  ])('%s changes nothing', (_, event) => expect(heard(event)).toBe('nothing'));

  test('a deletion says whose message it was and where it stood', () => {
    expect(heard(deletion(threaded, threaded.ts))).toEqual([
      {
        kind: 'deletion',
        slackChannelId: 'C0ACME',
        ts: threaded.ts,
        deletedTs: '1793376200.000300',
        previous: { author: 'U0CEM', threadTs: '1793376000.000100', isBot: false },
      },
    ]);
    expect(heard(deletion(null))).toMatchObject([{ kind: 'deletion', previous: null }]);
  });

  test('a deleted parent that lives on as a tombstone is a deletion, and the tombstone’s own end names nobody', () => {
    const tombstone = {
      type: 'message',
      subtype: 'tombstone',
      user: 'USLACKBOT',
      ts: clientMessage.ts,
      thread_ts: clientMessage.ts,
    };
    expect(heard(change(tombstone, clientMessage))).toMatchObject([
      { kind: 'deletion', ts: clientMessage.ts, deletedTs: '1793376100.000200', previous: { author: 'U0CEM' } },
    ]);
    expect(heard(deletion(tombstone))).toMatchObject([{ kind: 'deletion', previous: null }]);
  });
});

describe('reactions, channels, people', () => {
  const reaction = {
    type: 'reaction_added',
    user: 'U0ANA',
    reaction: 'raised_hands::skin-tone-4',
    item: { type: 'message', channel: 'C0ACME', ts: clientMessage.ts },
    item_user: 'U0CEM',
    event_ts: '1793376300.000100',
  };

  test('a reaction comes without its skin tone, and goes when it is taken off', () => {
    expect(heard(reaction)).toEqual([
      {
        kind: 'reaction',
        slackChannelId: 'C0ACME',
        ts: clientMessage.ts,
        name: 'raised_hands',
        by: 'U0ANA',
        on: true,
        eventTs: '1793376300.000100',
      },
    ]);
    expect(heard({ ...reaction, type: 'reaction_removed' })).toMatchObject([{ on: false }]);
    expect(heard({ ...reaction, item: { type: 'file', file: 'F1' } })).toBe('nothing');
  });

  const membership = { user: 'U0RULES', channel: 'C0ACME', channel_type: 'C', team: 'T0HOME', event_ts: '1.1' };
  test.each([
    ['bot-joined', { ...membership, type: 'member_joined_channel', inviter: 'U0ANA' }, 'U0ANA'],
    ['bot-left', { ...membership, type: 'member_left_channel' }, null],
    ['bot-left', { type: 'channel_left', channel: 'C0ACME', actor_id: 'U0ANA', event_ts: '1.1' }, 'U0ANA'],
    ['bot-left', { type: 'group_left', channel: 'C0ACME', event_ts: '1.1' }, null],
    [
      'renamed',
      { type: 'channel_rename', channel: { id: 'C0ACME', name: 'acme-2', created: 1 }, event_ts: '1.1' },
      null,
    ],
    ['archived', { type: 'group_archive', channel: 'C0ACME', user: 'U0ANA', event_ts: '1.1' }, 'U0ANA'],
    ['unarchived', { type: 'channel_unarchive', channel: 'C0ACME', user: 'U0ANA', event_ts: '1.1' }, 'U0ANA'],
    ['deleted', { type: 'channel_deleted', channel: 'C0ACME', event_ts: '1.1' }, null],
    ['shared', { type: 'channel_shared', channel: 'C0ACME', connected_team_id: 'T0CLIENT', event_ts: '1.1' }, null],
    ['unshared', { type: 'channel_unshared', channel: 'C0ACME', is_ext_shared: false, event_ts: '1.1' }, null],
  ])('the channel changes: %s', (what, event, by) => {
    expect(heard(event)).toEqual([
      {
        kind: 'channel-change',
        slackChannelId: 'C0ACME',
        change: what,
        formerSlackChannelId: null,
        by,
        slackEventId: 'Ev0001',
        eventTs: '1.1',
      },
    ]);
  });

  test.each([
    ['the app is taken out', { type: 'app_uninstalled' }],
    ['our token is revoked', { type: 'tokens_revoked', tokens: { oauth: ['U0ANA'], bot: ['U0RULES'] } }],
  ])('%s: to be looked into', (_what, event) => {
    expect(heard(event)).toEqual([{ kind: 'app-change', slackEventId: 'Ev0001' }]);
  });

  test('that a person’s own token is revoked is nothing to us', () => {
    expect(heard({ type: 'tokens_revoked', tokens: { oauth: ['U0ANA'], bot: [] } })).toBe('nothing');
  });

  test('a channel’s new id comes with the old one', () => {
    const event = { type: 'channel_id_changed', old_channel_id: 'G0OLD', new_channel_id: 'C0NEW', event_ts: '1.1' };
    expect(heard(event)).toMatchObject([
      { change: 'id-changed', slackChannelId: 'C0NEW', formerSlackChannelId: 'G0OLD' },
    ]);
  });

  test.each([
    ['member_joined_channel', true],
    ['member_left_channel', false],
  ])('other people’s %s says who is in the channel, and when', (type, isIn) => {
    expect(heard({ ...membership, type, user: 'U0BEN' })).toMatchObject([
      { kind: 'member-change', slackChannelId: membership.channel, userId: 'U0BEN', isIn, slackEventId: 'Ev0001' },
    ]);
  });

  test('a changed person is told by id alone', () => {
    const event = { type: 'user_change', user: { id: 'U0CEM', name: 'cem', tz: 'Asia/Seoul' }, event_ts: '1.1' };
    expect(heard(event)).toEqual([{ kind: 'person-change', userId: 'U0CEM', slackEventId: 'Ev0001' }]);
  });
});

describe('requests', () => {
  const asked = (body: unknown) => {
    const reading = read(body);
    return reading.kind === 'asked' ? reading.request : reading;
  };

  test('a slash command comes with its words', () => {
    expect(asked(slashCommand)).toEqual({
      kind: 'command',
      command: '/rules',
      words: 'status',
      by: 'U0ANA',
      byTeamId: 'T0HOME',
      slackChannelId: 'C0ACME',
      triggerId: '1.2.command',
    });
  });

  test('a press names its action, what it carries, and the message it stood on', () => {
    expect(asked(pressInMessage)).toEqual({
      kind: 'press',
      action: 'taken',
      value: 'conversation-7',
      on: { slackChannelId: 'D0ANA', ts: '1793376300.000400' },
      by: 'U0ANA',
      byTeamId: 'T0HOME',
      slackChannelId: 'D0ANA',
      triggerId: '1.2.press',
    });
  });

  test.each([
    ['an option', { type: 'static_select', selected_option: { value: 'high' } }, 'high'],
    ['a person', { type: 'users_select', selected_user: 'U0BEN' }, 'U0BEN'],
    ['nothing', { type: 'static_select', selected_option: null }, ''],
  ])('choosing %s in a message is a press', (_, chosen, value) => {
    expect(asked({ ...pressInMessage, actions: [{ action_id: 'hand-to', ...chosen }] })).toMatchObject({ value });
  });

  test('a press in a form stands on no message', () => {
    const inForm = { ...pressInMessage, container: { type: 'view', view_id: 'V0001' }, channel: undefined };
    expect(asked(inForm)).toMatchObject({ on: null, slackChannelId: null });
  });

  test('a shortcut names the message it was chosen on', () => {
    expect(asked(messageShortcut)).toMatchObject({
      kind: 'shortcut',
      shortcut: 'track',
      message: { ts: '1793376000.000100', threadTs: null },
      slackChannelId: 'C0ACME',
    });
  });

  test('a form comes with its subject and its fields by name, times as epoch milliseconds', () => {
    expect(asked(submittedForm)).toMatchObject({
      kind: 'form',
      form: 'change-conversation',
      subject: 'conversation-7',
      values: { priority: 'high', owner: 'U0BEN', dueAt: 1793379600000, note: null },
    });
  });
});

describe('what is not for us or not well', () => {
  test('Slack’s notice that it drops events is read in both its shapes', () => {
    const notice = {
      type: 'app_rate_limited',
      team_id: 'T0HOME',
      minute_rate_limited: 1793376000,
      api_app_id: 'A0RULES',
    };
    expect(read(notice)).toEqual({ kind: 'rate-limited', minute: 1793376000 });
    expect(read(envelope(notice))).toEqual({ kind: 'rate-limited', minute: 1793376000 });
  });

  test.each(['team_join', 'constructor', '__proto__'])('an event %s is nothing', (type) => {
    expect(heard({ type })).toBe('nothing');
  });

  test.each([
    ['an event without its event', { ...envelope(clientMessage), event: null }, 'Ev0001'],
    ['a message whose ts is a number', envelope({ ...clientMessage, ts: 1793376000.0001 }), 'Ev0001'],
    ['a message without a channel', envelope({ ...clientMessage, channel: undefined }), 'Ev0001'],
    ['a press without an action', { ...pressInMessage, actions: [] }, null],
    ['a form without a view', { ...submittedForm, view: undefined }, null],
    ['an empty object', {}, null],
    ['a text', 'Where is the invoice?', null],
    ['nothing at all', null, null],
    ['a list', [clientMessage], null],
  ])('%s is malformed and named so without its content', (_, body, eventId) => {
    const reading = read(body);
    expect(reading).toMatchObject({ kind: 'malformed', eventId });
    expect(JSON.stringify(reading)).not.toContain('invoice');
  });

  const payloads = [
    envelope(clientMessage),
    envelope(change(edited, clientMessage)),
    envelope(deletion(threaded)),
    envelope({ type: 'channel_id_changed', old_channel_id: 'G0OLD', new_channel_id: 'C0NEW' }),
    slashCommand,
    pressInMessage,
    messageShortcut,
    submittedForm,
  ];

  /** The payload with one of its parts, however deep, replaced. */
  function spoiled(payload: unknown, path: number[], by: unknown): unknown {
    const [step, ...rest] = path;
    if (step === undefined || typeof payload !== 'object' || payload === null) return by;
    const keys = Object.keys(payload);
    const key = keys[step % Math.max(keys.length, 1)];
    if (key === undefined) return by;
    const copy: Record<string, unknown> = { ...payload };
    copy[key] = spoiled(copy[key], rest, by);
    return Array.isArray(payload) ? Object.values(copy) : copy;
  }

  test('whatever a payload is spoiled with, it is read or called malformed, and never falls over', () => {
    const path = fc.array(fc.nat({ max: 20 }), { minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(fc.constantFrom(...payloads), path, fc.jsonValue(), (payload, where, by) => {
        const kinds = ['happened', 'asked', 'rate-limited', 'nothing', 'malformed'];
        expect(kinds).toContain(read(spoiled(payload, where, by)).kind);
      }),
      { numRuns: 1000 },
    );
  });
});
