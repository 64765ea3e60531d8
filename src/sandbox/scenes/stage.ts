/**
 * What a scene is played on: people who write and press, a clock that walks to the next Monday, 09:00, and the troubles
 * that befall a bot. A test, `npm start` and the page play the same file.
 */
import { plain } from '../plain.ts';
import type { Sandbox } from '../sandbox.ts';
import type { PostOptions } from '../slack/author.ts';
import type { FieldValue } from '../slack/form-state.ts';
import type { View } from '../slack/model.ts';
import type { Pressable } from '../slack/sees.ts';
import type { Story } from '../story.ts';
import { next, nextOpen, type Weekday } from './calendar.ts';
import { Obstacle, obstacle, whatKeeps } from './obstacle.ts';

export type Scene = {
  /** As in its file's name. */
  name: string;
  /** One line, as a person would tell it. */
  title: string;
  play(stage: Stage): Promise<void>;
};

export type Stage = {
  sandbox: Sandbox;
  /**
   * Each scene's first step: walks to the next such weekday and time (`16:50`) in the agency's zone on which the office of
   * this client channel is open, and which fits. Throws while the bot is stopped.
   */
  begins(weekday: Weekday, time: string, channel: string, fits?: (at: number) => boolean): Promise<void>;
  /** The same, counted from where the scene has come to; a time that has passed meanwhile is not waited for again. */
  until(weekday: Weekday, time: string): Promise<void>;
  /** The same to an instant, epoch milliseconds, such as a day of a month. */
  untilInstant(at: number): Promise<void>;
  /** What the narrator remarks. */
  tells(text: string): Promise<void>;
  /** Each of these waits until everything that follows from it has come to rest. Throws what keeps the person from it. */
  says(who: string, channel: string, text: string, options?: PostOptions): Promise<string>;
  edits(who: string, channel: string, ts: string, text: string): Promise<void>;
  deletes(who: string, channel: string, ts: string): Promise<void>;
  reacts(who: string, channel: string, ts: string, name: string): Promise<void>;
  commands(who: string, channel: string, text: string): Promise<void>;
  /** Chooses a message's shortcut. */
  chooses(who: string, channel: string, ts: string, shortcut: string): Promise<void>;
  /**
   * Presses a button of the newest notice that has it, in the person's own messages with the bot; with a
   * message, of that one's own notice, else of the newest one of its channel; with a name, of what the button names so.
   */
  presses(who: string, action: string, about?: Matter): Promise<void>;
  /** Presses the newest such button that the person sees in a channel, also on what only they see there. */
  pressesIn(who: string, channel: string, action: string): Promise<void>;
  /** Fills fields of the form that is open, by their names, and sends it. */
  fills(who: string, channel: string, values?: Record<string, FieldValue>): Promise<void>;
  /** Closes whatever forms somebody has open. */
  closes(who: string): Promise<void>;
  /** Invites the bot into a channel. */
  invitesBot(who: string, channel: string): Promise<void>;
  /** Plays on while the bot is stopped, and starts it again however that ends. */
  withoutBot(play: () => Promise<void>): Promise<void>;
  /** Plays on while Slack's Web API answers nothing, and lets it answer again however that ends; events still arrive. */
  withoutSlack(play: () => Promise<void>): Promise<void>;
};

/** A message of a client's, or the beginning of the name of what a notice is about: `report:nova:weekly:`. */
type Matter = { channel: string; ts: string } | string;

export type StageOptions = {
  /** The agency's. */
  zone: string;
  /** The bot's user id. */
  bot: string;
  /** Awaited before each step; throws {@link Stopped} to end the scene there. */
  between?: () => Promise<void>;
  /** Takes what the narrator says and what people do without a message, and is let finish after each step. */
  story?: Pick<Story, 'remark' | 'does' | 'settled'>;
};

/** What `between` throws to end a scene between two steps. What the scene had broken is mended before it gets out. */
export class Stopped extends Error {
  override name = 'Stopped';
}

/** A stage in this sandbox. Any step may throw an error whose message says to a visitor why the scene cannot go on. */
export function createStage(sandbox: Sandbox, options: StageOptions): Stage {
  const { slack, walk, time } = sandbox;
  const { zone, bot, between, story } = options;
  let reached: number | null = null;

  async function settle(): Promise<void> {
    await walk.rest();
    await story?.settled();
  }

  async function walkTo(at: () => Promise<number> | number): Promise<void> {
    await between?.();
    reached = await at();
    await walk.to(reached);
    await story?.settled();
  }

  async function act<Value>(who: string, channel: string, ts: string | undefined, work: () => Promise<Value>) {
    await between?.();
    const why = slack.look((world) => whatKeeps({ world, who, channel }, ts));
    if (why !== null) throw obstacle(why);
    const done = await work().catch((error: unknown) => {
      throw error instanceof Obstacle ? error : obstacle('somebody has changed what it needs in Slack.', error);
    });
    await settle();
    return done;
  }

  return {
    sandbox,
    begins: (weekday, clock, channel, fits) =>
      walkTo(() => {
        if (!sandbox.isBotRunning()) throw obstacle('Groundrules is stopped. Start it first.');
        return nextOpen(sandbox.house(), channel, [time.clock(), weekday, clock, zone], fits);
      }),
    until: (weekday, clock) => walkTo(() => next(reached ?? time.clock(), weekday, clock, zone)),
    untilInstant: (at) => walkTo(() => at),
    tells: async (text) => {
      await between?.();
      story?.remark(text);
    },
    says: async (who, channel, text, given) => {
      const { ts } = await act(who, channel, given?.thread, () => slack.as(who).post(channel, text, given));
      return ts;
    },
    edits: (who, channel, ts, text) => act(who, channel, ts, () => slack.as(who).edit(channel, ts, text)),
    deletes: (who, channel, ts) => act(who, channel, ts, () => slack.as(who).delete(channel, ts)),
    reacts: (who, channel, ts, name) => act(who, channel, ts, () => slack.as(who).react(channel, ts, name)),
    commands: async (who, channel, text) => {
      await act(who, channel, undefined, () => {
        story?.does(who, channel, `types ${text}`);
        return slack.as(who).command(channel, text);
      });
    },
    chooses: (who, channel, ts, shortcut) =>
      act(who, channel, ts, async () => {
        const name = slack.look(({ app }) => app?.shortcuts.find((one) => one.callback_id === shortcut)?.name);
        story?.does(who, channel, `chooses “${name ?? shortcut}” in the message’s menu`);
        const outcome = await slack.as(who).shortcut(channel, ts, shortcut);
        if (!outcome.ok) throw obstacle(`Slack says “${outcome.shown}”`);
      }),
    presses: async (who, action, matter) => {
      await between?.();
      await press(sandbox, story, who, action, await findButton(sandbox, bot, who, action, matter));
      await settle();
    },
    ...hands(sandbox, options, act, settle),
    withoutBot: async (play) => {
      await between?.();
      await sandbox.stopBot();
      try {
        await play();
      } finally {
        if (!sandbox.isBotRunning()) await sandbox.startBot();
        await settle();
      }
    },
    withoutSlack: async (play) => {
      await between?.();
      const mend = slack.faults.add({ kind: 'down' });
      try {
        await play();
      } finally {
        mend();
        await settle();
      }
    },
  };
}

type Act = <Value>(who: string, channel: string, ts: string | undefined, work: () => Promise<Value>) => Promise<Value>;

/** What is done with forms and channels rather than with messages. */
function hands(
  sandbox: Sandbox,
  { bot, between, story }: StageOptions,
  act: Act,
  settle: () => Promise<void>,
): Pick<Stage, 'fills' | 'closes' | 'invitesBot' | 'pressesIn'> {
  const { slack } = sandbox;
  return {
    fills: (who, channel, values = {}) =>
      act(who, channel, undefined, async () => {
        const person = slack.as(who);
        const form = person.form();
        if (form === null) throw obstacle('the form is not open any more.');
        story?.does(who, channel, `sends ${slack.look((world) => plain(world, titleOf(form)))}`);
        const outcome = await person.submit(values);
        if (!outcome.ok) throw obstacle(`Slack says “${outcome.shown}”`);
      }),
    closes: async (who) => {
      await between?.();
      if (slack.as(who).form() !== null) await slack.as(who).closeView(true);
      await settle();
    },
    invitesBot: (who, channel) =>
      act(who, channel, undefined, async () => {
        story?.does(who, channel, 'invites Groundrules into the channel');
        await slack.as(who).invite(channel, bot);
      }),
    pressesIn: async (who, channel, action) => {
      await between?.();
      await press(sandbox, story, who, action, buttonIn(sandbox, who, channel, action));
      await settle();
    },
  };
}

/** What a form is called, and which step of it this is where it says so. */
function titleOf({ title, blocks }: View): string {
  const [heading] = blocks.flatMap(({ type, elements }) =>
    type === 'context' && Array.isArray(elements) ? elements : [],
  );
  const step = typeof heading?.text === 'string' ? `, ${heading.text}` : '';
  return `“${typeof title?.text === 'string' ? title.text : 'the form'}”${step}`;
}

type Found = { channel: string; button: Pressable };

async function press(
  { slack }: Sandbox,
  story: StageOptions['story'],
  who: string,
  action: string,
  { channel, button }: Found,
): Promise<void> {
  story?.does(who, channel, `presses [${button.text}]`);
  const outcome = await slack.as(who).press(channel, button.ts, action, { value: button.value ?? '' });
  if (!outcome.ok) throw obstacle(`Slack says “${outcome.shown}”`);
}

/** The newest such button in a channel, also on what only this person sees there. */
function buttonIn({ slack }: Sandbox, who: string, channel: string, action: string): Found {
  const { pressables } = slack.as(who).sees(channel);
  const button = pressables.findLast(({ actionId }) => actionId === action);
  if (button === undefined) throw obstacle(`nothing to press “${action}” on stands there.`);
  return { channel, button };
}

async function findButton(
  sandbox: Sandbox,
  bot: string,
  who: string,
  action: string,
  matter: Matter | undefined,
): Promise<Found> {
  const { slack } = sandbox;
  const name = slack.look(({ users }) => users[who]?.real_name ?? who);
  const isKnown = slack.look(({ channels }) =>
    Object.values(channels).some(
      ({ kind, members }) => kind === 'im' && [who, bot].every((id) => members.includes(id)),
    ),
  );
  const none = obstacle(`${name} has no notice on which “${action}” can be pressed.`);
  if (!isKnown) throw none;
  const { channel, pressables } = slack.as(who).sees(bot);
  const buttons = pressables.filter(({ actionId }) => actionId === action);
  // A button carries its matter: a name, or `CHANNEL:TS` with the channel as the bot's own records name it.
  if (typeof matter === 'string') {
    const named = buttons.findLast(({ value }) => value?.startsWith(matter));
    if (named === undefined) throw none;
    return { channel, button: named };
  }
  const place = matter === undefined ? '' : await sandbox.house().store.people.channelId(matter.channel);
  const own = buttons.filter(({ value }) => matter !== undefined && value?.startsWith(`${place}:${matter.ts}`));
  const near = buttons.filter(({ value }) => matter === undefined || value?.startsWith(`${place}:`));
  const button = own.at(-1) ?? near.at(-1);
  if (button === undefined) throw none;
  return { channel, button };
}
