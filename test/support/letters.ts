/** Payloads as Slack signs and sends them, for what no client would let a person do: old buttons, other people's, forgeries. */
import { sampleWorld } from '../../src/sandbox/sample/world.ts';
import type { Letter } from '../../src/sandbox/slack/wire.ts';

const users = sampleWorld().users;
let triggers = 0;

type By = { by: string /** The person's workspace as the payload claims; their own otherwise. */; team?: string };

/** A press of a button in a message. The message need not be there. */
export function pressLetter(press: By & { channel: string; action: string; value: string; trigger?: string }): Letter {
  const ts = '1700000000.000100';
  return interaction(press, {
    type: 'block_actions',
    trigger_id: press.trigger ?? freshTrigger(),
    container: { type: 'message', message_ts: ts, channel_id: press.channel, is_ephemeral: false },
    channel: { id: press.channel, name: 'directmessage' },
    actions: [{ type: 'button', action_id: press.action, block_id: 'b1', value: press.value, action_ts: ts }],
  });
}

/** A shortcut chosen from the menu of a message. */
export function shortcutLetter(use: By & { channel: string; ts: string; shortcut: string }): Letter {
  return interaction(use, {
    type: 'message_action',
    callback_id: use.shortcut,
    trigger_id: freshTrigger(),
    message_ts: use.ts,
    channel: { id: use.channel, name: 'a-channel' },
    message: { type: 'message', user: 'U0ANNA', ts: use.ts, text: 'words' },
  });
}

/** A form sent off. */
export function formLetter(form: By & { form: string; subject: string; values: Record<string, unknown> }): Letter {
  const values = Object.fromEntries(Object.entries(form.values).map(([name, value]) => [name, { [name]: value }]));
  return interaction(form, {
    type: 'view_submission',
    trigger_id: freshTrigger(),
    view: { id: 'V1', type: 'modal', callback_id: form.form, private_metadata: form.subject, state: { values } },
  });
}

/** A slash command. */
export function commandLetter(given: By & { channel: string; words: string; trigger?: string }): Letter {
  const fields = {
    team_id: teamOf(given),
    channel_id: given.channel,
    user_id: given.by,
    command: '/rules',
    text: given.words,
    api_app_id: 'A0RULES',
    trigger_id: given.trigger ?? freshTrigger(),
  };
  return { body: new URLSearchParams(fields).toString(), contentType: 'application/x-www-form-urlencoded' };
}

/** Something that happened, in Slack's envelope. */
export function eventLetter(event: Record<string, unknown>, eventId: string): Letter {
  const body = {
    type: 'event_callback',
    team_id: 'T0HARBOUR',
    api_app_id: 'A0RULES',
    event,
    event_id: eventId,
    event_time: 1768204800,
    authorizations: [{ enterprise_id: null, team_id: 'T0HARBOUR', user_id: 'U0RULES', is_bot: true }],
  };
  return { body: JSON.stringify(body), contentType: 'application/json' };
}

function interaction(by: By, payload: Record<string, unknown>): Letter {
  const team = teamOf(by);
  const whole = {
    user: { id: by.by, username: by.by, name: by.by, team_id: team },
    team: { id: team, domain: 'somewhere' },
    api_app_id: 'A0RULES',
    is_enterprise_install: false,
    ...payload,
  };
  const body = new URLSearchParams({ payload: JSON.stringify(whole) }).toString();
  return { body, contentType: 'application/x-www-form-urlencoded' };
}

function teamOf({ by, team }: By): string {
  return team ?? users[by]?.team_id ?? 'T0ELSEWHERE';
}

function freshTrigger(): string {
  triggers += 1;
  return `letter.${triggers}`;
}
