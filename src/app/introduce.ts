/**
 * Step two: who and what the bot does not know (or knew a day ago) is read from Slack once, outside any transaction. When
 * Slack cannot answer the row says so: the side stays unknown, is treated as client, and is asked again later.
 */
import { namedForReports } from '../agreement/reports.ts';
import type { FormValues } from '../engine/event.ts';
import { type Incoming, type IncomingMemberChange, instantOfTs } from '../engine/incoming.ts';
import { SlackUnavailable } from '../engine/ports.ts';
import { firstWord } from '../engine/rule.ts';
import { claim } from './claim.ts';
import { describeChannel } from './describe.ts';
import type { Shell } from './shell.ts';

const DAY = 86_400_000;
const HOUR = 3_600_000;
const MINUTE = 60_000;
const AT_ONCE = 20;
/** In one sweep: channels of which, and people of whom Slack is asked. */
const CHANNELS_AT_ONCE = 10;
const MEMBERS_AT_ONCE = 40;
/** While somebody waits for an answer. */
const MEMBERS_MEANWHILE = 10;
/** People chosen in a form whom nobody has met; so many while Slack waits. */
const CHOSEN_MEANWHILE = 5;
/** Of more who come in within a minute Slack is not asked at once. */
const ARRIVALS = 20;

export type Introductions = {
  /** Everybody and everything a happening names. */
  before(incoming: Incoming, channelId: string | null): Promise<void>;
  persons(userIds: string[]): Promise<void>;
  /** Reads them again although they are known: Slack said that something about them changed. */
  again(incoming: Incoming, channelId: string | null): Promise<void>;
  /** Asks again about those whom Slack could not name of late, so that nobody is warned of what a colleague wrote. */
  unknown(): Promise<void>;
  /** Reads who is in the clients' channels, each once a day, owners and backups, and some whom nobody has met yet. */
  members(): Promise<void>;
};

/** Remembers in this process whom it need not ask the database about; forgetting is harmless. */
export function createIntroductions(shell: Shell): Introductions {
  const known = new Map<string, number>();
  let lastAsked = Number.NEGATIVE_INFINITY;
  const isCrowd = crowds(shell.clock);
  const fresh = (id: string) => (known.get(id) ?? 0) > shell.clock() - DAY;

  /** Gives whether Slack answered. */
  async function person(userId: string): Promise<boolean> {
    const now = shell.clock();
    const found = await asked(shell, () => shell.slack.reader.person(userId));
    await shell.store.people.savePerson(userId, found ?? null, now);
    if (found !== undefined) known.set(userId, now);
    return found !== undefined;
  }

  async function persons(userIds: string[]): Promise<void> {
    const now = shell.clock();
    const unsure = [...new Set(userIds)].filter((id) => id !== '' && !fresh(id));
    if (unsure.length === 0) return;
    const missing = await shell.store.people.unintroduced(unsure, now - DAY);
    for (const id of unsure) if (!missing.includes(id)) known.set(id, now);
    for (const id of missing) await person(id);
  }

  /** At most once a minute: alarms ring many at a time. */
  async function unknown(): Promise<void> {
    const now = shell.clock();
    if (Math.abs(now - lastAsked) < MINUTE) return;
    lastAsked = now;
    for (const id of await shell.store.people.unknown(now - DAY, AT_ONCE)) {
      if (!(await person(id))) return;
    }
  }

  async function channel(channelId: string, isStale: boolean): Promise<void> {
    const now = shell.clock();
    if (!isStale && fresh(channelId)) return;
    const row = await shell.store.people.channel(channelId);
    if (row === null) return;
    if (isStale || !row.isIntroduced || row.introducedAt < now - DAY) {
      if (!(await describeChannel(shell, row, isStale))) return;
    }
    const isUnread = isStale || row.membersReadAt === null || row.membersReadAt < now - DAY;
    if (row.clientId !== null && isUnread) await membersOf(channelId, row.slackChannelId);
    known.set(channelId, now);
  }

  /** Gives whether Slack answered. */
  async function membersOf(channelId: string, slackChannelId: string): Promise<boolean> {
    const asOf = shell.clock();
    const found = await asked(shell, () => shell.slack.reader.members(slackChannelId));
    if (found !== undefined) await shell.store.people.saveMembers(channelId, found, asOf);
    return found !== undefined;
  }

  /** Of a channel that is about to be agreed on: somebody asked for it. */
  async function membersFor(channelId: string): Promise<void> {
    const row = await shell.store.people.channel(channelId);
    if (row === null || row.role === 'direct' || !row.isMember) return;
    const isFresh = row.membersReadAt !== null && row.membersReadAt > shell.clock() - HOUR;
    if (!isFresh) await membersOf(channelId, row.slackChannelId);
  }

  async function members(): Promise<void> {
    const { people } = shell.store;
    const unread = await people.membersUnread(shell.clock() - DAY, CHANNELS_AT_ONCE);
    for (const { channelId, slackChannelId } of unread) {
      if (!(await membersOf(channelId, slackChannelId))) return;
    }
    if (unread.length > 0) await partsOf(shell, { persons });
    await meet('all', MEMBERS_AT_ONCE);
  }

  /** Reads members whom nobody has met yet. */
  async function meet(channelId: string | 'all', most: number): Promise<void> {
    for (const id of await shell.store.people.unmet(channelId, most)) if (!(await person(id))) return;
  }

  /** Who came or went; of channels without a client nothing is kept. */
  async function memberChanged(incoming: IncomingMemberChange, channelId: string): Promise<void> {
    const { userId, isIn, eventTs } = incoming;
    await shell.store.people.saveMember(channelId, userId, isIn, instantOfTs(eventTs));
    const row = isIn ? await shell.store.people.channel(channelId) : null;
    if (row === null || row.clientId === null || isCrowd()) return;
    await persons([userId]);
  }

  return {
    persons,
    unknown,
    members,
    before: async (incoming, channelId) => {
      await persons(personsIn(incoming));
      if (channelId === null) return;
      await channel(channelId, false);
      if (incoming.kind !== 'command') return;
      if (readsMembers(shell.rules, incoming.words)) await membersFor(channelId);
      await meet(channelId, MEMBERS_MEANWHILE);
    },
    again: async (incoming, channelId) => {
      if (incoming.kind === 'person-change') await person(incoming.userId);
      if (channelId === null) return;
      if (incoming.kind === 'channel-change') await channel(channelId, true);
      if (incoming.kind === 'member-change') await memberChanged(incoming, channelId);
    },
  };
}

/** Whether what was typed is of the kind that wants to know who is in the channel. */
function readsMembers(rules: Shell['rules'], words: string): boolean {
  const word = firstWord(words);
  const triggers = rules.flatMap((rule) => rule.triggers);
  return triggers.some((one) => one.on === 'CommandGiven' && one.reads === 'members' && one.word === word);
}

/** People chosen in the selects of a form, several of one select joined by commas. */
function chosenIn(values: FormValues): string[] {
  const named = Object.values(values).flatMap((value) => (typeof value === 'string' ? value.split(',') : []));
  return named.filter((one) => /^[UW][A-Z0-9]{4,20}$/.test(one)).slice(0, CHOSEN_MEANWHILE);
}

/** Reads those on whom a client depends; an account closed or opened while nobody listened is told by the next sweep. */
async function partsOf(shell: Shell, { persons }: Pick<Introductions, 'persons'>): Promise<void> {
  const { store, clock } = shell;
  const agreements = (await store.agreements.all()).filter(({ status }) => status !== 'ended');
  const asked = new Set(agreements.flatMap(namedForReports));
  for (const userId of new Set([
    ...agreements.flatMap(({ people }) => [people.owner.id, people.backup.id]),
    ...asked,
  ])) {
    const before = await store.ask('person', { userId });
    await persons([userId]);
    const after = await store.ask('person', { userId });
    // By whose clocks somebody is asked is news too.
    const isElsewhere = asked.has(userId) && (before?.timeZone ?? null) !== (after?.timeZone ?? null);
    const isOther = before !== null && after !== null && before.isDeleted !== after.isDeleted;
    if (!isElsewhere && !isOther) continue;
    const slackEventId = `seen:${userId}:${clock()}`;
    await claim(shell, [{ kind: 'person-change', userId, slackEventId }], 'history');
  }
}

/** Says of each who comes in whether too many have within a minute. */
function crowds(clock: Shell['clock']): () => boolean {
  let arrivals = { since: Number.NEGATIVE_INFINITY, count: 0 };
  return () => {
    const now = clock();
    if (Math.abs(now - arrivals.since) >= MINUTE) arrivals = { since: now, count: 0 };
    arrivals.count += 1;
    return arrivals.count > ARRIVALS;
  };
}

function personsIn(incoming: Incoming): string[] {
  switch (incoming.kind) {
    case 'message':
    case 'edit':
      return incoming.isBot ? [] : [incoming.author];
    case 'deletion':
    case 'doubt':
      return [];
    case 'person-change':
    case 'app-change':
    case 'member-change':
      return [];
    case 'channel-change':
      return incoming.by === null ? [] : [incoming.by];
    case 'form':
      return [incoming.by, ...chosenIn(incoming.values)];
    default:
      return [incoming.by];
  }
}

/** Undefined: Slack could not be asked just now. */
async function asked<Found>(shell: Shell, ask: () => Promise<Found>): Promise<Found | undefined> {
  try {
    return await ask();
  } catch (error) {
    if (!(error instanceof SlackUnavailable)) throw error;
    shell.logger.warn({ err: error }, 'Slack could not be asked; asked again later');
    return undefined;
  }
}
