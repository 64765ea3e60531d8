/** What Slack would send, as it would send it: whole envelopes, signed when they leave. */
import { signedHeaders } from '../../src/sandbox/slack/signature.ts';
import { type Client, clientsTeam, homeTeam, signingSecret } from './agency.ts';

export type Letter = { body: string; headers: Record<string, string> };

let made = 0;

/** Slack's ts of an instant in epoch milliseconds; every one it gives is another. */
export function tsOf(at: number): string {
  made += 1;
  return `${Math.floor(at / 1000)}.${String(at % 1000).padStart(3, '0')}${String(made % 1000).padStart(3, '0')}`;
}

/** Epoch milliseconds of a ts. */
export const instantOf = (ts: string) => Math.floor(Number(ts) * 1000);

const questions = [
  'Hi, could you please send us the final logo files by tomorrow?',
  'The photo on the contact page looks blurred to us, can you take a look?',
  'When will the new landing page go live?',
  'We need the banner in three more sizes, is that possible this week?',
];
const replies = ['We are on it and will send them this afternoon.', 'Yes, the link is in the document now.'];

/** A client's message that needs a reply. */
export function question(client: Client, ts: string, threadTs?: string): string {
  return message(client, client.asker, questions[made % questions.length] ?? '', ts, threadTs);
}

/** A client's message that needs none. */
export const chatter = (client: Client, ts: string) => message(client, client.asker, 'Thanks a lot!', ts);

/** The owner's answer, in the thread of the question. */
export function staffReply(client: Client, ts: string, threadTs: string): string {
  return message(client, client.owner, replies[made % replies.length] ?? '', ts, threadTs);
}

/** The client changes the wording of a message; `eventTs` is the change's own. */
export function edit(client: Client, ts: string, eventTs: string): string {
  const before = said(client, client.asker, questions[0] ?? '', ts);
  const text = `${questions[1]} Sorry for the typo.`;
  const now = { ...before, text, edited: { user: client.asker, ts: `${eventTs.split('.')[0]}.000000` } };
  const changed = { type: 'message', subtype: 'message_changed', hidden: true, channel: client.channel, ts: eventTs };
  return envelope(client, { ...changed, event_ts: eventTs, message: now, previous_message: before });
}

/** The owner's :eyes: on a message. */
export function reaction(client: Client, ts: string, eventTs: string): string {
  const item = { type: 'message', channel: client.channel, ts };
  const on = { type: 'reaction_added', user: client.owner, reaction: 'eyes', item, item_user: client.asker };
  return envelope(client, { ...on, event_ts: eventTs });
}

/** The owner presses *I'm on it* under a notice about this conversation, or another button with its value. */
export function press(client: Client, value: string, at: number, action = 'taken'): string {
  const payload = {
    type: 'block_actions',
    user: { id: client.owner, username: 'owner', name: 'owner', team_id: homeTeam },
    api_app_id: 'A0BENCH',
    token: 'bench',
    container: { type: 'message', message_ts: tsOf(at), channel_id: 'D0OWNER', is_ephemeral: false },
    trigger_id: `${tsOf(at)}.trigger`,
    team: { id: homeTeam, domain: 'bench-agency' },
    channel: { id: 'D0OWNER', name: 'directmessage' },
    actions: [{ type: 'button', action_id: action, block_id: 'b', value, action_ts: tsOf(at) }],
  };
  return `payload=${encodeURIComponent(JSON.stringify(payload))}`;
}

/** The client sends the form that raises an emergency in this channel of ours; `trigger` names the sending for good. */
export function raising({ asker }: Client, channelId: string, what: string, trigger: string): string {
  const payload = {
    type: 'view_submission',
    user: { id: asker, username: 'asker', name: 'asker', team_id: clientsTeam },
    ...{ api_app_id: 'A0BENCH', token: 'bench', trigger_id: trigger },
    team: { id: clientsTeam, domain: 'clients' },
    view: {
      ...{ id: 'V0FORM', type: 'modal', callback_id: 'emergency', private_metadata: `${channelId}:top` },
      state: { values: { what: { what: { type: 'plain_text_input', value: what } } } },
    },
  };
  return `payload=${encodeURIComponent(JSON.stringify(payload))}`;
}

/** Somebody of the agency sends a form with words in its fields. */
export function formOf(userId: string, form: string, subject: string, words: Record<string, string>): string {
  made += 1;
  const values = Object.fromEntries(
    Object.entries(words).map(([name, value]) => [name, { [name]: { type: 'plain_text_input', value } }]),
  );
  const payload = {
    type: 'view_submission',
    user: { id: userId, username: 'owner', name: 'owner', team_id: homeTeam },
    ...{ api_app_id: 'A0BENCH', token: 'bench', trigger_id: `form.${made}` },
    team: { id: homeTeam, domain: 'bench-agency' },
    view: { id: `V${made}`, type: 'modal', callback_id: form, private_metadata: subject, state: { values } },
  };
  return `payload=${encodeURIComponent(JSON.stringify(payload))}`;
}

/** Somebody presses a button on their home tab. */
export function homePress(userId: string, action: string, value: string): string {
  made += 1;
  const payload = {
    type: 'block_actions',
    user: { id: userId, username: 'boss', name: 'boss', team_id: homeTeam },
    ...{ api_app_id: 'A0BENCH', token: 'bench', trigger_id: `home.${made}` },
    container: { type: 'view', view_id: 'V0HOME' },
    team: { id: homeTeam, domain: 'bench-agency' },
    actions: [{ type: 'button', action_id: action, block_id: 'b', value, action_ts: `${made}.000000` }],
  };
  return `payload=${encodeURIComponent(JSON.stringify(payload))}`;
}

/** The headers that go with a body sent at this instant. */
export function signed(body: string, at: number): Letter {
  const type = body.startsWith('payload=') ? 'application/x-www-form-urlencoded' : 'application/json';
  return { body, headers: { 'content-type': type, ...signedHeaders(body, signingSecret, at) } };
}

function said(client: Client, user: string, text: string, ts: string, threadTs?: string) {
  const thread = threadTs === undefined ? {} : { thread_ts: threadTs };
  const elements = [{ type: 'rich_text_section', elements: [{ type: 'text', text }] }];
  const blocks = [{ type: 'rich_text', block_id: 'b1', elements }];
  const team = user === client.asker ? clientsTeam : homeTeam;
  return { type: 'message', user, text, ts, team, user_team: team, source_team: team, blocks, ...thread };
}

function message(client: Client, user: string, text: string, ts: string, threadTs?: string): string {
  const event = { client_msg_id: `m-${ts}`, ...said(client, user, text, ts, threadTs) };
  return envelope(client, { ...event, channel: client.channel, event_ts: ts, channel_type: 'channel' });
}

function envelope(client: Client, event: Record<string, unknown>): string {
  made += 1;
  return JSON.stringify({
    token: 'bench',
    team_id: homeTeam,
    context_team_id: homeTeam,
    context_enterprise_id: null,
    api_app_id: 'A0BENCH',
    event,
    type: 'event_callback',
    event_id: `Ev${String(made).padStart(10, '0')}`,
    event_time: Math.floor(Number(event.event_ts)),
    authorizations: [
      { enterprise_id: null, team_id: homeTeam, user_id: 'U0BOT', is_bot: true, is_enterprise_install: false },
    ],
    is_ext_shared_channel: true,
    event_context: `4-${client.channel}`,
  });
}
