/**
 * Stories for scenario tests: people write, the clock walks from weekday to weekday, and what people were told and what
 * was recorded is read back in short lines. One sandbox per test file; each story has a week of its own in it.
 */
import { readFileSync } from 'node:fs';
import type { Logger } from 'pino';
import { afterAll, beforeAll, expect } from 'vitest';
import { loadFile } from '../../src/agreement/load.ts';
import { problemText } from '../../src/agreement/problem.ts';
import { type ApplyPlan, withVersion } from '../../src/agreement/version.ts';
import type { Adjudicator, Pager } from '../../src/engine/ports.ts';
import type { Rule } from '../../src/engine/rule.ts';
import { rules, sections } from '../../src/rules/index.ts';
import { botUserId } from '../../src/sandbox/sample/world.ts';
import { createStage, type Stage } from '../../src/sandbox/scenes/stage.ts';
import type { FieldValue } from '../../src/sandbox/slack/form-state.ts';
import type { Message } from '../../src/sandbox/slack/model.ts';
import { postsWhereClientsRead } from './gate.ts';
import { sampleOnce, type TestSandbox, testSandbox } from './sandbox.ts';
import { berlin, clockTime, dateAt, localInstant, nextMonday, nextTime } from './story-time.ts';

const owners: Record<string, string> = { C0NOVA: 'U0MIRA', C0DEFNE: 'U0ELIF', C0ORCHARD: 'U0JONAS' };

type Doing = Pick<Stage, 'says' | 'edits' | 'deletes' | 'reacts' | 'commands' | 'chooses' | 'presses'>;

export type Story = Doing & {
  sandbox(): TestSandbox;
  /**
   * Begins a story: puts the sample agreements into force again, answers what an earlier story left waiting, and walks to
   * the next Monday, 08:00 in Berlin, or to the date that is given (`2026-05-01`, 08:00). What was told and recorded
   * before is not this story's.
   */
  begin(date?: string): Promise<void>;
  /** What was told and recorded before now is not this story's. */
  chapter(): void;
  /** Today in Berlin: `2026-05-01`. */
  date(): string;
  /** Walks to the next such weekday and local time: `Mon 09:20`. */
  until(when: string, zone?: string): Promise<void>;
  /** Walks so many minutes on. */
  after(minutes: number): Promise<void>;
  unreacts(who: string, channel: string, ts: string, name: string): Promise<void>;
  /** Fills and sends the form that is open; gives the errors by field, or null. */
  sends(who: string, values: Record<string, FieldValue>): Promise<Record<string, string> | null>;
  /** The words of the newest private answer in a channel or with the bot, as this person sees it. */
  answer(who: string, channel?: string): string;
  /** The notices of this story that somebody has: when each was said, and which: `Mon 10:20 warning`. */
  told(who: string, zone?: string): string[];
  /** The first lines of these notices as they stand now, each once: how it was settled, or what is the matter. */
  headlines(who: string): string[];
  /** The whole words of these notices as they stand now. */
  notices(who: string): string[];
  /** This story's deadlines of a channel by the asking: `due Mon 10:50, met Mon 09:41 (replied)`. */
  records(channel: string, zone?: string): Promise<string[]>;
  /** Puts an edited agreement into force. Throws what is wrong with it. */
  agree(client: string, edit: (text: string) => string): Promise<ApplyPlan>;
  stopBot(): Promise<void>;
  startBot(): Promise<void>;
};

/**
 * Tells stories from `start` (a local date in Berlin) on; call it once, at the top of a test file. `permitting`: the
 * channels whose agreements let the bot post there, where these are not the samples'. `rules`: beside the house's own. `pager`: pages
 * instead of the sandbox's own phones.
 */
export function tellStories(
  start: string,
  options: {
    logger?: Logger;
    permitting?: string[];
    rules?: readonly Rule[];
    adjudicator?: Adjudicator;
    pager?: Pager;
    /** How far (milliseconds) the bot's clock is from Slack's. */
    wrongBy?: () => number;
    /** With the samples' own rhythm. What comes by it is no notice of a story, but of the rules that are named here. */
    rhythm?: { of: readonly string[] };
  } = {},
): Story {
  const told = {
    sandbox: null as TestSandbox | null,
    stage: null as Stage | null,
    since: 0,
    changed: new Set<string>(),
  };
  const sandbox = () => ready(told.sandbox);
  const stage = () => ready(told.stage);
  const rest = () => sandbox().walk.rest();

  beforeAll(async () => {
    const { permitting: _, rules: more = [], adjudicator, pager, wrongBy, rhythm, ...given } = options;
    const startAt = localInstant(`${start}T08:00`);
    let slackTime = () => startAt;
    const bot = {
      rules: [...more, ...rules],
      ...(adjudicator === undefined ? {} : { adjudicator }),
      ...(pager === undefined ? {} : { pager }),
      ...(wrongBy === undefined ? {} : { clock: () => slackTime() + wrongBy() }),
    };
    told.sandbox = await testSandbox({ ...given, bot, startAt, rhythm: rhythm !== undefined });
    slackTime = told.sandbox.time.clock;
    told.stage = createStage(told.sandbox, { zone: berlin, bot: botUserId });
    told.since = told.sandbox.time.clock();
  });
  afterAll(async () => {
    const posts = told.sandbox === null ? [] : postsWhereClientsRead(told.sandbox, options.permitting);
    await told.sandbox?.drop();
    // Whatever a story is about: the bot is quiet where clients read.
    expect(posts).toEqual([]);
  });

  /** Direct messages of the bot about something that was asked in this story. */
  const messagesFor = (who: string): Message[] => {
    const direct = sandbox().slack.look(({ channels }) =>
      Object.values(channels).some(
        ({ kind, members }) => kind === 'im' && members.includes(who) && members.includes(botUserId),
      ),
    );
    if (!direct) return [];
    const { messages } = sandbox().slack.as(who).sees(botUserId);
    return messages.filter(
      (message) =>
        message.user === botUserId && isNotice(message, options.rhythm?.of) && askedAt(message) >= told.since,
    );
  };

  async function agree(client: string, edit: (text: string) => string): Promise<ApplyPlan> {
    const stored = await sandbox().house().store.agreements.stored(client);
    if (stored === null) throw new Error(`There is no agreement ${client}.`);
    const file = read(withVersion(edit(stored.raw), stored.agreement.version));
    const plan = await sandbox().house().apply(file, { by: 'test', force: false });
    told.changed.add(client);
    await rest();
    return plan;
  }

  async function settleLeftovers(): Promise<void> {
    const { rows } = await sandbox().db.query<{ channel: string; lane: string }>(
      `select distinct ch.slack_channel_id as channel, c.lane from conversations c
       join channels ch on ch.id = c.channel_id where c.settled_at is null`,
    );
    for (const { channel, lane } of rows) {
      const thread = lane === 'top' ? {} : { thread: lane };
      await stage().says(owners[channel] ?? 'U0RUTH', channel, 'All done.', thread);
    }
  }

  async function begin(date?: string): Promise<void> {
    await settleLeftovers();
    for (const client of told.changed) await agree(client, () => sampleOf(client, options.rhythm !== undefined));
    told.changed.clear();
    const at = date === undefined ? null : localInstant(`${date}T08:00`);
    if (at !== null && at < sandbox().time.clock()) throw new Error(`${date} is over; stories go forwards.`);
    await sandbox().walk.to(at ?? nextMonday(sandbox().time.clock()));
    told.since = sandbox().time.clock();
  }

  return {
    sandbox,
    begin,
    chapter: () => {
      told.since = sandbox().time.clock();
    },
    date: () => dateAt(sandbox().time.clock()),
    agree,
    says: (...given) => stage().says(...given),
    edits: (...given) => stage().edits(...given),
    deletes: (...given) => stage().deletes(...given),
    reacts: (...given) => stage().reacts(...given),
    commands: (...given) => stage().commands(...given),
    presses: (...given) => stage().presses(...given),
    until: (when, zone = berlin) => sandbox().walk.to(nextTime(sandbox().time.clock(), when, zone)),
    after: (minutes) => sandbox().walk.to(sandbox().time.clock() + minutes * 60_000),
    unreacts: async (who, channel, ts, name) => {
      await sandbox().slack.as(who).unreact(channel, ts, name);
      await rest();
    },
    chooses: (...given) => stage().chooses(...given),
    sends: async (who, values) => {
      const outcome = await sandbox().slack.as(who).submit(values);
      await rest();
      if (outcome.ok) return null;
      if ('errors' in outcome) return outcome.errors;
      throw new Error(`The form was not taken: ${outcome.reason}.`);
    },
    answer: (who, channel = botUserId) => sandbox().slack.as(who).sees(channel).ephemerals.at(-1)?.text ?? '',
    told: (who, zone = berlin) =>
      messagesFor(who).map((message) => `${clockTime(Number(message.ts) * 1000, zone)} ${kindOf(message)}`),
    headlines: (who) => [...new Set(messagesFor(who).map(({ text }) => text.split('\n')[0] ?? ''))],
    notices: (who) => messagesFor(who).map(({ text }) => text),
    records: (channel, zone = berlin) => records(sandbox(), channel, told.since, zone),
    stopBot: () => sandbox().stopBot(),
    startBot: async () => {
      await sandbox().startBot();
      await rest();
    },
  };
}

function ready<Value>(value: Value | null): Value {
  if (value === null) throw new Error('The sandbox starts before the first test.');
  return value;
}

/** What our key names: `response-window:warning:CHANNEL:TS:U0MIRA`. */
function kindOf(message: Message): string {
  const [, kind = 'something', ...rest] = keyOf(message).split(':');
  return rest.includes('instead') ? `${kind} instead` : kind;
}

const ofTheRhythm = ['meetings', 'recaps', 'rhythm', 'status', 'reports', 'milestones', 'wins', 'celebrations'];

/** Answers to what somebody just did have no name of ours. */
function isNotice(message: Message, told: readonly string[] = ofTheRhythm): boolean {
  const [rule = ''] = keyOf(message).split(':');
  return rule !== '' && (told.includes(rule) || !ofTheRhythm.includes(rule));
}

function askedAt(message: Message): number {
  const ts = keyOf(message)
    .split(':')
    .find((part) => /^\d+\.\d+$/.test(part));
  return Number(ts ?? message.ts) * 1000;
}

function keyOf({ metadata }: Message): string {
  return String(metadata?.event_payload.key ?? '');
}

const templates = new URL('../../agreements/', import.meta.url);

function sampleOf(client: string, rhythm: boolean): string {
  const file = sampleOnce(rhythm).find((one) => one.kind === 'agreement' && one.agreement.id === client);
  if (file === undefined) throw new Error(`There is no sample ${client}.`);
  return file.raw;
}

function read(text: string) {
  const [agency] = sampleOnce();
  const file = loadFile(text, {
    fileName: 'edited.yml',
    sections,
    template: (name) => readFileSync(new URL(name, templates), 'utf8'),
    agency: agency?.kind === 'agency' ? agency.agency : undefined,
  });
  if (!file.ok) throw new Error(file.problems.map(problemText).join('\n'));
  return file;
}

type Row = {
  due: Date;
  state: string;
  settled: Date | null;
  ring: Date | null;
  how: string | null;
  paused: number | null;
};

async function records({ db }: TestSandbox, channel: string, since: number, zone: string): Promise<string[]> {
  const { rows } = await db.query<Row>(
    `select d.due_at as due, d.state, d.settled_at as settled, d.ring_at as ring,
            d.data ->> 'how' as how, d.data ->> 'pausedSince' as paused
     from deadlines d join channels ch on ch.id = d.channel_id
     where ch.slack_channel_id = $1 and d.name = 'reply' and split_part(d.subject, ':', 2)::numeric >= $2
     order by d.subject`,
    [channel, since / 1000],
  );
  return rows.map((row) => recordLine(row, zone));
}

function recordLine({ due, state, settled, ring, how, paused }: Row, zone: string): string {
  const start = `due ${clockTime(due.getTime(), zone)}, `;
  if (state !== 'pending') return `${start}${state} ${clockTime(settled?.getTime() ?? 0, zone)} (${how})`;
  if (paused !== null) return `${start}paused`;
  return `${start}${ring === null ? 'silent' : `alarm ${clockTime(ring.getTime(), zone)}`}`;
}
