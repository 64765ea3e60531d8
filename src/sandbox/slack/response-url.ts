import { isRecord } from './arguments.ts';
import { deleteMessage, editMessage } from './edits.ts';
import { postMessage, withBlockIds } from './messages.ts';
import type { Block, Channel, Ephemeral, Message, ResponseUrl } from './model.ts';
import { Refusal } from './refusal.ts';
import { appOf, count, findMessage, makeId, nextTs, type Slack } from './slack.ts';
import { checkBlocks } from './validation/blocks.ts';

const LIVES = 30 * 60_000;
const USES = 5;
/** Slack forgets what only one person saw when they reload; so do we, a little later. */
const EPHEMERALS_KEPT = 1000;

/** Where a request came from. */
export type Origin = {
  channel: Channel;
  user: string;
  ts?: string | undefined;
  ephemeral?: boolean;
  thread_ts?: string | undefined;
};

/** An address at which the app may answer a request five times within half an hour of the Clock. */
export function makeResponseUrl(slack: Slack, origin: Origin): string {
  const number = count(slack, 'response_url');
  if (number % 100 === 0) forgetOld(slack);
  const id = String(7_000_000_000 + number);
  slack.world.responseUrls[id] = {
    id,
    channel: origin.channel.id,
    user: origin.user,
    ts: origin.ts ?? null,
    ephemeral: origin.ephemeral ?? false,
    thread_ts: origin.thread_ts ?? null,
    made: slack.clock(),
    uses: 0,
  };
  return `${slack.origin}/actions/${slack.world.home}/${id}/${makeId(slack, 'R').slice(1)}`;
}

function forgetOld(slack: Slack): void {
  const { responseUrls } = slack.world;
  for (const url of Object.values(responseUrls)) if (slack.clock() - url.made > 2 * LIVES) delete responseUrls[url.id];
}

type Reply = { status: number; body: string };

/** Answers a post to such an address. */
export function answerAtUrl(slack: Slack, id: string, body: string): Reply {
  const url = slack.world.responseUrls[id];
  if (!url) return { status: 404, body: 'no_such_url' };
  if (slack.clock() - url.made > LIVES) return { status: 404, body: 'expired_url' };
  if (url.uses >= USES) return { status: 404, body: 'used_url' };
  url.uses += 1;
  try {
    const content: unknown = JSON.parse(body);
    if (!isRecord(content)) return { status: 400, body: 'invalid_payload' };
    respond(slack, url, content);
    return { status: 200, body: JSON.stringify({ ok: true }) };
  } catch (error) {
    if (error instanceof Refusal) return { status: 400, body: JSON.stringify({ ok: false, error: error.code }) };
    if (error instanceof SyntaxError) return { status: 400, body: 'invalid_payload' };
    throw error;
  }
}

/** What an app answers to a command or request: shown to whoever asked, or to the channel if it says so. */
export function respond(
  slack: Slack,
  url: Omit<ResponseUrl, 'id' | 'made' | 'uses'>,
  content: Record<string, unknown>,
): void {
  const channel = slack.world.channels[url.channel];
  if (!channel) throw new Refusal('channel_not_found');
  if (content.delete_original === true) {
    removeOriginal(slack, url, channel);
    return;
  }
  const said = saying(content);
  if (content.replace_original === true) {
    replaceOriginal(slack, url, channel, said);
    return;
  }
  const named = typeof content.thread_ts === 'string' ? content.thread_ts : undefined;
  const thread = named ? { thread_ts: named } : {};
  if (content.response_type === 'in_channel') {
    postMessage(slack, channel, appOf(slack).bot_user_id, { ...said, ...thread });
    return;
  }
  showOnly(slack, channel, url.user, appOf(slack).bot_user_id, { ...said, ...thread });
}

type Saying = { text: string; blocks?: Block[] };

function saying(content: Record<string, unknown>): Saying {
  const text = typeof content.text === 'string' ? content.text : '';
  const blocks = Array.isArray(content.blocks) ? content.blocks : [];
  if (!text && blocks.length === 0) throw new Refusal('no_text');
  if (checkBlocks(blocks, 'message').length > 0) throw new Refusal('invalid_blocks');
  return { text, ...(blocks.length > 0 ? { blocks: blocks as Block[] } : {}) };
}

/** Shows a message to one person only. */
export function showOnly(
  slack: Slack,
  channel: Channel,
  user: string,
  from: string,
  content: Saying & { thread_ts?: string },
): Message {
  const app = appOf(slack);
  const message: Message = {
    type: 'message',
    user: from,
    ...(from === app.bot_user_id ? { bot_id: app.bot_id, app_id: app.id } : {}),
    ts: nextTs(slack, channel.id),
    ...content,
    ...(content.blocks ? { blocks: withBlockIds(slack, content.blocks) } : {}),
  };
  slack.world.ephemerals.push({ channel: channel.id, user, message });
  if (slack.world.ephemerals.length > EPHEMERALS_KEPT) slack.world.ephemerals.shift();
  slack.changed({ kind: 'ephemeral', channel: channel.id, user, ts: message.ts });
  return message;
}

function ephemeralOf(slack: Slack, url: Pick<ResponseUrl, 'channel' | 'user' | 'ts'>): Ephemeral | undefined {
  return slack.world.ephemerals.find(
    (one) => one.channel === url.channel && one.user === url.user && one.message.ts === url.ts,
  );
}

function removeOriginal(
  slack: Slack,
  url: Pick<ResponseUrl, 'channel' | 'user' | 'ts' | 'ephemeral'>,
  channel: Channel,
): void {
  if (!url.ephemeral) {
    const message = url.ts ? findMessage(slack, channel.id, url.ts) : undefined;
    if (message?.bot_id === appOf(slack).bot_id) deleteMessage(slack, channel, message);
    return;
  }
  const gone = ephemeralOf(slack, url);
  slack.world.ephemerals = slack.world.ephemerals.filter((one) => one !== gone);
  slack.changed({ kind: 'ephemeral', channel: channel.id, user: url.user });
}

function replaceOriginal(
  slack: Slack,
  url: Pick<ResponseUrl, 'channel' | 'user' | 'ts' | 'ephemeral'>,
  channel: Channel,
  said: Saying,
): void {
  const app = appOf(slack);
  if (url.ephemeral) {
    const shown = ephemeralOf(slack, url);
    if (!shown) return;
    const { blocks: _old, ...kept } = shown.message;
    shown.message = { ...kept, text: said.text, ...(said.blocks ? { blocks: withBlockIds(slack, said.blocks) } : {}) };
    slack.changed({ kind: 'ephemeral', channel: channel.id, user: url.user, ts: shown.message.ts });
    return;
  }
  const message = url.ts ? findMessage(slack, channel.id, url.ts) : undefined;
  if (message?.bot_id === app.bot_id) editMessage(slack, channel, message, app.bot_id, { blocks: [], ...said });
}
