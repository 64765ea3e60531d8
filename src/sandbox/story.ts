/** Follows the sandbox's Slack and keeps what happened in it as lines for a reader: who did what, and where to see it. */
import type { Clock } from '../clock.ts';
import type { House } from '../main.ts';
import type { StoryLine } from './contract.ts';
import { narrate, narrateAnswer, narrateDeed, type Told } from './narrate.ts';
import { narrateRinging } from './phones/narrate-ringing.ts';
import type { Phones } from './phones/phones.ts';
import { isClient, plain } from './plain.ts';
import { remarksOn, subjectOfRemark } from './remarks.ts';
import type { Message, World } from './slack/model.ts';
import type { Change } from './slack/slack.ts';
import type { StandIn } from './slack/stand-in.ts';
import { comeToRest } from './walk.ts';

export type StoryOptions = {
  slack: StandIn;
  /** Without them nothing is told of what rings outside Slack. */
  phones?: Pick<Phones, 'subscribe'>;
  /** The bot's user id. */
  bot: string;
  /** Whose local times the bot's thoughts name. */
  zone: string;
  clock: Clock;
  /** The bot of the moment; may throw while it is stopped. Without it nothing is told of what the bot thinks. */
  house?: () => House;
};

export type Story = {
  /** The latest two hundred, oldest first: plain JSON, to be given to {@link Story.load} by another process. */
  lines(): StoryLine[];
  /** What the narrator says. */
  remark(text: string): void;
  /** What somebody asked without a message: `does('U0BEN', 'C0NOVA', 'types /rules')`. */
  does(userId: string, channel: string, what: string): void;
  /** Resolves when what the bot thinks of everything told so far is told too. */
  settled(): Promise<void>;
  /** Calls the listener with each new line; gives the function that ends it. */
  subscribe(listener: (line: StoryLine) => void): () => void;
  /** Takes lines of an earlier story in place of those here. */
  load(lines: readonly StoryLine[]): void;
  stop(): void;
};

/** What somebody said or did to a message, of which the bot may think something. */
type Thought = { channel: string; ts: string; since: number | null };

const KEPT = 200;

/** Begins to listen; every change of the world is told from here on. */
export function startStory({ slack, phones, bot, zone, clock, house }: StoryOptions): Story {
  const known = messagesKnown(slack);
  const listeners = new Set<(line: StoryLine) => void>();
  let lines: StoryLine[] = [];
  let thinking = Promise.resolve();

  function tell(told: Told): void {
    const line = { id: (lines.at(-1)?.id ?? 0) + 1, at: clock(), ...told };
    lines = [...lines, line].slice(-KEPT);
    for (const listener of listeners) listener(line);
  }

  async function think({ channel, ts, since }: Thought): Promise<void> {
    const now = runningHouse(house);
    if (now === null) return;
    await comeToRest(now, slack);
    const remarks = await remarksOn(now, channel, ts, zone, since);
    const look = slack.look((world) => lookAtMessage(world, channel, ts));
    for (const remark of remarks) {
      const text = slack.look((world) => plain(world, remark));
      const isTold = lines.some((line) => line.kind === 'remark' && line.text === text && line.look?.ts === ts);
      if (!isTold) tell({ kind: 'remark', who: 'Groundrules thinks', text, look });
    }
  }

  function hear(world: Readonly<World>, { kind, channel, user, ts }: Change): void {
    if (channel === undefined || ts === undefined) return;
    if (kind === 'ephemeral') {
      const answer = world.ephemerals.find((one) => one.user === user && one.message.ts === ts);
      if (answer !== undefined) tell(narrateAnswer(world, answer, bot));
      return;
    }
    if (kind !== 'message') return;
    const key = `${channel}:${ts}`;
    const before = known.get(key);
    const after = structuredClone(world.messages[channel]?.find((one) => one.ts === ts));
    if (after === undefined) known.delete(key);
    else known.set(key, after);
    const told = narrate({ world, channelId: channel, before, after, bot });
    if (told === null) return;
    tell(told);
    const thought = house === undefined ? null : thoughtOf(world, channel, before, after, clock());
    // A remark is an extra: a bot that is stopped in the middle of it has none.
    if (thought !== null) thinking = thinking.then(() => think(thought)).catch(() => undefined);
  }

  const ends = [
    slack.subscribe((change) => slack.look((world) => hear(world, change))),
    phones?.subscribe((rung) => {
      const told = rung === null ? null : slack.look((world) => narrateRinging(world, rung, bot));
      if (told !== null) tell(told);
    }),
  ];
  return {
    lines: () => [...lines],
    remark: (text) => tell({ kind: 'remark', who: '', text: slack.look((world) => plain(world, text)), look: null }),
    does: (userId, channel, what) => tell(slack.look((world) => narrateDeed(world, userId, channel, what))),
    settled: async () => {
      await thinking;
    },
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    load: (earlier) => {
      lines = earlier.slice(-KEPT);
    },
    stop: () => {
      for (const end of ends) end?.();
      listeners.clear();
    },
  };
}

function messagesKnown(slack: StandIn): Map<string, Message> {
  const known = new Map<string, Message>();
  for (const [channel, messages] of Object.entries(slack.world().messages)) {
    for (const message of messages) known.set(`${channel}:${message.ts}`, message);
  }
  return known;
}

function runningHouse(house: StoryOptions['house']): House | null {
  try {
    return house?.() ?? null;
  } catch {
    return null;
  }
}

/** New words of a client are thought about by themselves; anything else only where it changed what was concluded. */
function thoughtOf(
  world: Readonly<World>,
  channel: string,
  before: Message | undefined,
  after: Message | undefined,
  now: number,
): Thought | null {
  const message = after ?? before;
  if (message === undefined || world.channels[channel]?.kind === 'im') return null;
  const ts = subjectOfRemark(world, channel, message);
  const isWord = after !== undefined && before?.text !== after.text && isClient(world, message.user);
  return ts === null ? null : { channel, ts, since: isWord ? null : now };
}

function lookAtMessage(world: Readonly<World>, channel: string, ts: string): StoryLine['look'] {
  const user = world.messages[channel]?.find((one) => one.ts === ts)?.user;
  return user === undefined ? null : { as: user, channel, ts };
}
