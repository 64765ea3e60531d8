/** Payloads in Slack's shapes, with invented ids. */

export function envelope(event: Record<string, unknown>, eventId = 'Ev0001'): Record<string, unknown> {
  return {
    token: 'verification',
    team_id: 'T0HOME',
    context_team_id: 'T0HOME',
    context_enterprise_id: null,
    api_app_id: 'A0RULES',
    event,
    type: 'event_callback',
    event_id: eventId,
    event_time: 1793376000,
    authorizations: [
      { enterprise_id: null, team_id: 'T0HOME', user_id: 'U0RULES', is_bot: true, is_enterprise_install: false },
    ],
    is_ext_shared_channel: true,
    event_context: '4-abc',
  };
}

export const clientMessage = {
  type: 'message',
  user: 'U0CEM',
  ts: '1793376000.000100',
  client_msg_id: 'd0c3a1c2-0000-4000-8000-000000000001',
  text: 'Where is the invoice?',
  team: 'T0CLIENT',
  user_team: 'T0CLIENT',
  source_team: 'T0CLIENT',
  blocks: [{ type: 'rich_text', block_id: 'a', elements: [] }],
  channel: 'C0ACME',
  event_ts: '1793376000.000100',
  channel_type: 'channel',
};

/** Slack's shape of a change: the event's own ts is the change's, the message's is inside. */
export function change(message: object, previous: object | null, eventTs = '1793376100.000200') {
  return {
    type: 'message',
    subtype: 'message_changed',
    hidden: true,
    channel: 'C0ACME',
    channel_type: 'channel',
    ts: eventTs,
    event_ts: eventTs,
    message,
    ...(previous ? { previous_message: previous } : {}),
  };
}

export function deletion(previous: object | null, deletedTs = '1793376000.000100', eventTs = '1793376200.000300') {
  return {
    type: 'message',
    subtype: 'message_deleted',
    hidden: true,
    channel: 'C0ACME',
    channel_type: 'channel',
    ts: eventTs,
    event_ts: eventTs,
    deleted_ts: deletedTs,
    ...(previous ? { previous_message: previous } : {}),
  };
}

export const slashCommand = {
  token: 'verification',
  api_app_id: 'A0RULES',
  team_id: 'T0HOME',
  team_domain: 'nova',
  channel_id: 'C0ACME',
  channel_name: 'acme',
  user_id: 'U0ANA',
  user_name: 'ana',
  command: '/rules',
  text: 'status',
  response_url: 'https://hooks.slack.test/commands/1',
  trigger_id: '1.2.command',
};

export const pressInMessage = {
  type: 'block_actions',
  api_app_id: 'A0RULES',
  token: 'verification',
  user: { id: 'U0ANA', username: 'ana', name: 'ana', team_id: 'T0HOME' },
  team: { id: 'T0HOME', domain: 'nova' },
  enterprise: null,
  is_enterprise_install: false,
  container: {
    type: 'message',
    message_ts: '1793376300.000400',
    channel_id: 'D0ANA',
    is_ephemeral: false,
  },
  trigger_id: '1.2.press',
  channel: { id: 'D0ANA', name: 'directmessage' },
  message: { type: 'message', user: 'U0RULES', ts: '1793376300.000400', bot_id: 'B0RULES', text: 'A warning' },
  state: { values: {} },
  response_url: 'https://hooks.slack.test/actions/1',
  actions: [
    {
      action_id: 'taken',
      block_id: 'b1',
      type: 'button',
      text: { type: 'plain_text', text: "I'm on it" },
      value: 'conversation-7',
      action_ts: '1793376400.000500',
    },
  ],
};

export const messageShortcut = {
  type: 'message_action',
  token: 'verification',
  action_ts: '1793376400.000500',
  team: { id: 'T0HOME', domain: 'nova' },
  user: { id: 'U0ANA', username: 'ana', team_id: 'T0HOME', name: 'ana' },
  channel: { id: 'C0ACME', name: 'acme' },
  is_enterprise_install: false,
  enterprise: null,
  callback_id: 'track',
  trigger_id: '1.2.shortcut',
  response_url: 'https://hooks.slack.test/app/1',
  message_ts: '1793376000.000100',
  message: { type: 'message', user: 'U0CEM', ts: '1793376000.000100', text: 'Where is the invoice?' },
};

export const submittedForm = {
  type: 'view_submission',
  team: { id: 'T0HOME', domain: 'nova' },
  user: { id: 'U0ANA', username: 'ana', name: 'ana', team_id: 'T0HOME' },
  api_app_id: 'A0RULES',
  token: 'verification',
  trigger_id: '1.2.form',
  view: {
    id: 'V0001',
    team_id: 'T0HOME',
    type: 'modal',
    blocks: [],
    private_metadata: 'conversation-7',
    callback_id: 'change-conversation',
    state: {
      values: {
        'block-priority': { priority: { type: 'static_select', selected_option: { value: 'high' } } },
        'block-owner': { owner: { type: 'users_select', selected_user: 'U0BEN' } },
        'block-due': { dueAt: { type: 'datetimepicker', selected_date_time: 1793379600 } },
        'block-note': { note: { type: 'plain_text_input', value: null } },
      },
    },
    hash: '1793376400.abc',
    title: { type: 'plain_text', text: 'Change' },
    clear_on_close: false,
    notify_on_close: false,
    close: null,
    submit: null,
    previous_view_id: null,
    root_view_id: 'V0001',
    app_id: 'A0RULES',
    external_id: '',
    app_installed_team_id: 'T0HOME',
    bot_id: 'B0RULES',
  },
  response_urls: [],
  is_enterprise_install: false,
  enterprise: null,
};
