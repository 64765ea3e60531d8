/** One change of the sandbox's Slack in words for a reader. Pure; it deliberately knows nothing of terminals and pages. */
import type { StoryLine } from './contract.ts';
import { nameOf, plain } from './plain.ts';
import type { Channel, Ephemeral, Message, World } from './slack/model.ts';

/** What there is to tell, in plain text; `look` is where it can be seen, and through whose eyes. */
export type Told = Pick<StoryLine, 'kind' | 'who' | 'text' | 'look'>;

export type Changed = {
  world: Readonly<World>;
  channelId: string;
  before: Message | undefined;
  after: Message | undefined;
  bot: string;
};

/** A drawing before a line, which is its name here. */
const SIGNS = /^:[a-z][a-z0-9_+-]*: /gm;
const SPOKEN = [undefined, 'file_share', 'thread_broadcast', 'me_message', 'bot_message'];

/** What there is to tell about a message that came, changed or went; null when a reader would see nothing of it. */
export function narrate(change: Changed): Told | null {
  const { world, before, after, bot } = change;
  const message = after ?? before;
  if (message === undefined || !SPOKEN.includes(message.subtype)) return null;
  if (after === undefined) {
    const who = `${nameOf(world, message.user)} deleted a message${placeFor(change)}`;
    return { kind: 'nobody', who, text: plain(world, message.text), look: null };
  }
  return after.user === bot ? byBot(change, after) : byPerson(change, after);
}

/** What somebody asked of the bot without a message: a command, a press. `what` is said of them: `types /rules status`. */
export function narrateDeed(world: Readonly<World>, userId: string, channelId: string, what: string): Told {
  const place = placeOf(world.channels[channelId]);
  return { kind: 'person', who: `${nameOf(world, userId)}${place}`, text: what, look: null };
}

/** What only one person sees: the answer to what they asked, by the bot or by Slack itself. */
export function narrateAnswer(world: Readonly<World>, { channel, user, message }: Ephemeral, bot: string): Told {
  const speaker = message.user === bot ? 'Groundrules' : 'Slack';
  return {
    kind: message.user === bot ? 'bot' : 'nobody',
    who: `${speaker} to ${nameOf(world, user)}, visible to nobody else`,
    text: plain(world, message.text.replaceAll(SIGNS, '')),
    look: { as: user, channel, ts: message.ts },
  };
}

function byPerson(change: Changed, after: Message): Told | null {
  const { world, before } = change;
  const place = placeFor(change);
  const who = nameOf(world, after.user);
  const tell = (told: string, text: string, by = after.user): Told => ({
    kind: 'person',
    who: told,
    text: plain(world, text),
    look: lookAt(change, after, by),
  });
  if (before === undefined) {
    const inThread = after.thread_ts !== undefined && after.thread_ts !== after.ts ? ', in the thread' : '';
    const files = (after.files ?? []).map((file) => `[${file.name}]`);
    return tell(`${who}${place}${inThread}`, [after.text, ...files].join(' ').trim());
  }
  if (before.text !== after.text) return tell(`${who} edits${place}`, after.text);
  const [mark] = newReactions(before, after);
  return mark === undefined ? null : tell(`${nameOf(world, mark.by)} reacts${place}`, `:${mark.name}:`, mark.by);
}

function byBot(change: Changed, after: Message): Told | null {
  const { world, before } = change;
  const place = placeFor(change);
  const tell = (who: string, text: string): Told => ({
    kind: 'bot',
    who,
    text: plain(world, text.replaceAll(SIGNS, '')),
    look: lookAt(change, after, undefined),
  });
  if (before === undefined) {
    return tell(`Groundrules${place}`, [after.text, buttonsOf(after)].filter((part) => part !== '').join('\n'));
  }
  if (before.text === after.text) return null;
  return tell(`Groundrules brings its message${place.replace(', privately', '')} up to date`, newLineOf(before, after));
}

/** The first line that was not there before: a message that keeps itself current often begins as it began. */
function newLineOf(before: Message, after: Message): string {
  const had = before.text.split('\n');
  const lines = after.text.split('\n');
  return lines.find((line) => line !== '' && !had.includes(line)) ?? lines[0] ?? '';
}

/** In a channel, or privately to whoever has the direct conversation with the one who speaks. */
function placeFor({ world, channelId, before, after }: Changed): string {
  const channel = world.channels[channelId];
  if (channel?.kind !== 'im') return placeOf(channel);
  const speaker = (after ?? before)?.user;
  return ` to ${nameOf(
    world,
    channel.members.find((member) => member !== speaker),
  )}, privately`;
}

function placeOf(channel: Channel | undefined): string {
  if (channel === undefined) return '';
  return channel.kind === 'im' ? ', privately' : ` in #${channel.name}`;
}

/** Through the eyes of whoever did it, where that is a person who is there; else of the first person who is. */
function lookAt({ world, channelId }: Changed, { ts }: Message, by: string | undefined): Told['look'] {
  const members = world.channels[channelId]?.members ?? [];
  const people = members.filter((id) => world.users[id]?.is_bot === false && !world.users[id].deleted);
  const as = by !== undefined && people.includes(by) ? by : people[0];
  return as === undefined ? null : { as, channel: channelId, ts };
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
