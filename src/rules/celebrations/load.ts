/** What the rule asks before it decides; the database only. */

import type { Agency } from '../../agreement/agency.ts';
import type { Agreement } from '../../agreement/agreement.ts';
import { anniversariesOf } from '../../agreement/celebrations.ts';
import { type Missing, missingAmong, partakersOf } from '../../engine/absence.ts';
import type { CelebrationDay } from '../../engine/celebrated.ts';
import type { ButtonPressed, CommandGiven, DeliveryFailed, FormSubmitted } from '../../engine/event.ts';
import type { Ask, Channel } from '../../engine/facts.ts';
import { readFormSubject } from '../../engine/form-subject.ts';
import { plannedRows } from '../../engine/recurring.ts';
import type { Decision } from '../../engine/rule.ts';
import { actorServes } from '../../engine/serving.ts';
import { type Trouble, troubleOf } from '../../engine/tone.ts';
import { APART } from '../../engine/wordings.ts';
import { type Asked, readAsked } from './asked.ts';
import { type Counted, loadCounts } from './counts.ts';
import { seriesOf } from './planning.ts';
import { type Kept, latelySlot, names, readKept, readLately, ruleName } from './record.ts';

/** Whose client it is, who of the agency is there, and what was posted of late. */
export type Around = { agreement: Agreement; agency: Agency | null; missing: Missing; lately: string[] };

/** Where something is celebrated, what stands in the way there, and how it was worded there of late. */
export type Place = { channel: Channel; trouble: Trouble | null; said: string[] };

/** What is planned already, and the days that people gave themselves. */
export type Planned = { rows: Kept[]; days: CelebrationDay[] };

/** `place` null: there is none, or we are not in it. */
export type DueFacts = { kind: 'due'; row: Kept; place: Place | null; isWanted: boolean } & Planned & Around;
export type RequestFacts = {
  kind: 'request';
  row: Kept;
  place: Place | null;
  isWanted: boolean;
  serves: boolean;
} & Around;
/** A post that did not leave, or a note that did not reach its reader. */
export type FailedFacts = { kind: 'failed'; event: DeliveryFailed; row: Kept | null } & Around;

/** Somebody who says something of themselves. `place` null, with the reason: it could not be celebrated here. */
export type MeFacts = {
  kind: 'me';
  asked: Asked;
  userId: string;
  agreement: Agreement | null;
  place: Channel | null;
  refusal: 'where' | 'not-here';
  isNamed: boolean;
  mine: CelebrationDay[];
  /** In which to word field errors. */
  language: string;
} & Planned;

export type Facts =
  | MeFacts
  | ({ kind: 'planning' } & Planned & { agreement: Agreement; counts: Counted[] })
  | DueFacts
  | RequestFacts
  | FailedFacts
  | { kind: 'counted'; agreement: Agreement; counts: Counted[] }
  | { kind: 'list'; clientId: string | null; serves: boolean }
  | { kind: 'gone' }
  | { kind: 'nothing' };

export type About = Omit<Decision<unknown>, 'facts'>;

/** Loads what {@link decide} needs for the event. */
export async function load(ask: Ask, about: About): Promise<Facts> {
  const { event, agreement } = about;
  if (event.kind === 'CommandGiven') return loadCommand(ask, about, event);
  if (event.kind === 'FormSubmitted' || (event.kind === 'ButtonPressed' && event.action.startsWith('celebrate-me')))
    return loadMe(ask, about, { what: 'me' });
  if (agreement === null) return { kind: event.kind === 'ButtonPressed' ? 'gone' : 'nothing' };
  switch (event.kind) {
    case 'ButtonPressed':
      return loadRequest(ask, { ...about, agreement }, event.value);
    case 'AgreementApplied':
      return {
        ...{ kind: 'planning', agreement, ...(await loadPlanned(ask, agreement, about.now, about.now)) },
        counts: await loadCounts(ask, agreement, about.now),
      };
    case 'ScopeCounted':
      return { kind: 'counted', agreement, counts: await loadCounts(ask, agreement, about.now, event.itemId) };
    case 'DeadlineDue':
      return event.rule === ruleName ? loadDue(ask, { ...about, agreement }, event.deadlineId) : { kind: 'nothing' };
    case 'DeliveryFailed':
      return event.rule === ruleName ? loadFailed(ask, { ...about, agreement }, event) : { kind: 'nothing' };
    default:
      return { kind: 'nothing' };
  }
}

/** A client's people have no list: whatever they type is about themselves. */
async function loadCommand(ask: Ask, about: About, event: CommandGiven): Promise<Facts> {
  const asked = readAsked(event.words.trim().split(/\s+/).slice(1).join(' '));
  if (asked.what === 'list' && event.side === 'staff')
    return {
      kind: 'list',
      clientId: about.agreement?.id ?? null,
      serves: await actorServes(ask, about, about.agreement),
    };
  return loadMe(ask, about, asked.what === 'list' ? { what: 'me' } : asked);
}

async function loadMe(ask: Ask, about: About, asked: Asked): Promise<Facts> {
  const { event, agreement, now } = about;
  const userId = event.actor ?? '';
  const place = await loadOwnPlace(ask, about);
  const [choice] = await ask('celebrationChoice', { userIds: [userId] });
  const mine = await ask('celebrationDays', { userId });
  const planned = agreement === null ? { rows: [], days: [] } : await loadPlanned(ask, agreement, now, now);
  return {
    kind: 'me',
    ...{ asked, userId, agreement, mine, ...planned },
    place: typeof place === 'string' ? null : place,
    refusal: typeof place === 'string' ? place : 'where',
    isNamed: choice?.isNamed ?? true,
    language: (await ask('person', { userId }))?.language ?? agreement?.client.language ?? 'en',
  };
}

/** Where they say it: among colleagues, or before the client too. A client's people have their own channel only. */
async function loadOwnPlace(ask: Ask, about: About): Promise<Channel | MeFacts['refusal']> {
  const { event, agreement } = about;
  const request = event as CommandGiven | ButtonPressed | FormSubmitted;
  const subject = 'value' in request ? request.value : 'subject' in request ? request.subject : '';
  const channelId = readFormSubject(subject).channelId ?? request.channelId;
  const channel = channelId === null ? null : await ask('channel', { channelId });
  if (channel === null || agreement === null || channel.clientId !== agreement.id) return 'where';
  const isTheirs = event.side === 'client' && channel.role === 'shared';
  return isTheirs || (await actorServes(ask, about, agreement)) ? channel : 'not-here';
}

type Agreed = About & { agreement: Agreement };

async function loadDue(ask: Ask, about: Agreed, id: string): Promise<Facts> {
  const found = await ask('deadline', { id });
  if (found === null) return { kind: 'nothing' };
  const row = readKept(found);
  const planned = await loadPlanned(ask, about.agreement, about.now, row.dueAt);
  const place = await loadPlace(ask, about, row);
  const isWanted = await loadIsWanted(ask, about, row, planned.days);
  return { kind: 'due', row, place, isWanted, ...planned, ...(await loadAround(ask, about)) };
}

async function loadRequest(ask: Ask, about: Agreed, subject: string): Promise<Facts> {
  const { agreement } = about;
  const found = await ask('deadline', { id: readFormSubject(subject).about });
  if (found === null || found.rule !== ruleName || found.clientId !== agreement.id) return { kind: 'gone' };
  const row = readKept(found);
  const days = await ask('celebrationDays', { clientId: agreement.id });
  return {
    kind: 'request',
    row,
    place: await loadPlace(ask, about, row),
    isWanted: await loadIsWanted(ask, about, row, days),
    serves: await actorServes(ask, about, agreement),
    ...(await loadAround(ask, about)),
  };
}

async function loadFailed(ask: Ask, about: Agreed, event: DeliveryFailed): Promise<FailedFacts> {
  const { subject } = event.data;
  const found = typeof subject === 'string' ? await ask('deadline', { id: subject }) : null;
  const row = found === null || found.rule !== ruleName ? null : readKept(found);
  return { kind: 'failed', event, row, ...(await loadAround(ask, about)) };
}

/** `from`: when the one that rings was due; epoch milliseconds. */
async function loadPlanned(ask: Ask, agreement: Agreement, now: number, from: number): Promise<Planned> {
  const clientId = agreement.id;
  const days = await ask('celebrationDays', { clientId });
  const found = await plannedRows(ask, { rule: ruleName, clientId, series: seriesOf(agreement, days), now, from });
  return { days, rows: found.map(readKept) };
}

async function loadAround(ask: Ask, { agreement, agency, now }: Agreed): Promise<Around> {
  const { id: clientId } = agreement;
  const missing = await missingAmong(ask, clientId, partakersOf(agreement, agency), now);
  const lately = readLately(await ask('slot', { rule: ruleName, subject: latelySlot(clientId) }));
  return { agreement, agency, missing, lately };
}

/** The channel that is named, or the client's first one. */
async function loadPlace(ask: Ask, { agreement, now }: Agreed, { data }: Kept): Promise<Place | null> {
  const { id: clientId } = agreement;
  const all = await ask('channelsOf', { clientId });
  const open = all.filter(({ isArchived, isMember }) => !isArchived && isMember);
  const channel = open.find(({ id, role }) => (data.channelId === null ? role === 'shared' : id === data.channelId));
  if (channel === undefined) return null;
  const trouble = await troubleOf(ask, { clientId, channelId: channel.id, at: now });
  return { channel, trouble, said: await ask('wordingsSaid', { channelId: channel.id, limit: APART }) };
}

/** Whether there is still something to celebrate: it is agreed, and whoever it is about is here and still wishes it. */
async function loadIsWanted(
  ask: Ask,
  { agreement, now }: Agreed,
  { name, data }: Kept,
  days: readonly CelebrationDay[],
): Promise<boolean> {
  const { occasion, about } = data;
  if (name === names.count) {
    const counts = await loadCounts(ask, agreement, now);
    return counts.some(({ count, total }) => count.id === about && total >= data.number);
  }
  if (about === null) return anniversariesOf(agreement).some(({ of }) => of === occasion);
  const kind = occasion === 'birthday' ? 'birthday' : 'started';
  const isTheirs = (day: CelebrationDay) =>
    day.userId === about && day.kind === kind && day.channelId === data.channelId;
  return days.some(isTheirs) && isHere(ask, about, data.channelId);
}

/** Whoever has left the company or the channel is congratulated there no more. */
async function isHere(ask: Ask, userId: string, channelId: string | null): Promise<boolean> {
  const person = await ask('person', { userId });
  if (person === null || person.isDeleted) return false;
  const { userIds, readAt } = await ask('members', { channelId: channelId ?? '' });
  return readAt === null || userIds.includes(userId);
}
