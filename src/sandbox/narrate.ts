/** One change of the sandbox's Slack in words for a reader. Pure; it deliberately knows nothing of terminals. */
import type { Message, World } from './slack/model.ts';

export type Line = { speaker: 'person' | 'bot' | 'nobody'; who: string; text: string };

export type Changed = {
  world: World;
  channelId: string;
  before: Message | undefined;
  after: Message | undefined;
  bot: string;
};

/** What there is to tell about a message that came, changed or went; null when a reader would see nothing of it. */
export function narrate(change: Changed): Line | null {
  const { world, before, after, bot } = change;
  if (after === undefined) {
    if (before === undefined) return null;
    return { speaker: 'nobody', who: `${nameOf(world, before.user)} deleted a message`, text: before.text };
  }
  const spoken = [undefined, 'file_share', 'thread_broadcast'].includes(after.subtype);
  if (!spoken) return null;
  return after.user === bot ? byBot(change, after) : byPerson(change, after);
}

function byPerson({ world, channelId, before }: Changed, after: Message): Line | null {
  const place = `in #${world.channels[channelId]?.name ?? channelId}`;
  const who = nameOf(world, after.user);
  if (before === undefined) {
    const inThread = after.thread_ts !== undefined && after.thread_ts !== after.ts ? ', in the thread' : '';
    const files = (after.files ?? []).map((file) => `[${file.name}]`);
    return { speaker: 'person', who: `${who} ${place}${inThread}`, text: [after.text, ...files].join(' ').trim() };
  }
  if (before.text !== after.text) return { speaker: 'person', who: `${who} edits ${place}`, text: after.text };
  const [mark] = newReactions(before, after);
  return mark === undefined
    ? null
    : { speaker: 'person', who: `${nameOf(world, mark.by)} reacts ${place}`, text: `:${mark.name}:` };
}

function byBot({ world, channelId, before, bot }: Changed, after: Message): Line | null {
  const channel = world.channels[channelId];
  const reader = channel?.members.find((member) => member !== bot);
  const place = channel?.kind === 'im' ? `to ${nameOf(world, reader)}, privately` : `in #${channel?.name ?? channelId}`;
  if (before === undefined) {
    const text = [after.text, buttonsOf(after)].filter((part) => part !== '').join('\n');
    return { speaker: 'bot', who: `Groundrules ${place}`, text };
  }
  return before.text === after.text
    ? null
    : { speaker: 'bot', who: `Groundrules brings its message ${place} up to date`, text: firstLine(after.text) };
}

/** What only one person sees: the bot's answer to what they asked. */
export function narrateAnswer(world: World, userId: string, text: string): Line {
  return { speaker: 'bot', who: `Groundrules to ${nameOf(world, userId)}, visible to nobody else`, text };
}

/** Slack's markup as a person reads it. */
export function plain(world: World, text: string): string {
  return text
    .replace(/<@([A-Z0-9]+)(\|[^>]*)?>/g, (_, userId) => nameOf(world, userId))
    .replace(/<(https?:[^|>]+)\|([^>]+)>/g, '$2: $1')
    .replace(/<(https?:[^>]+)>/g, '$1')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&amp;/g, '&');
}

function firstLine(text: string): string {
  return text.split('\n')[0] ?? '';
}

function nameOf(world: World, userId: string | undefined): string {
  const user = world.users[userId ?? ''];
  if (user === undefined) return 'Somebody';
  const company = user.team_id === world.home ? undefined : world.teams[user.team_id]?.name;
  const remark = company ?? (user.is_restricted ? 'guest' : undefined);
  return remark === undefined ? user.real_name : `${user.real_name} (${remark})`;
}

function newReactions(before: Message, after: Message): { name: string; by: string }[] {
  const all = (message: Message) =>
    (message.reactions ?? []).flatMap(({ name, users }) => users.map((by) => ({ name, by })));
  const had = all(before).map(({ name, by }) => `${name} ${by}`);
  return all(after).filter(({ name, by }) => !had.includes(`${name} ${by}`));
}

function buttonsOf(message: Message): string {
  const elements = (message.blocks ?? []).flatMap((block) => ('elements' in block ? (block.elements as object[]) : []));
  const labels = elements.flatMap((element) => {
    const { type, text } = element as { type?: string; text?: { text?: string } };
    return type === 'button' && text?.text !== undefined ? [`[${text.text}]`] : [];
  });
  return labels.join(' ');
}
