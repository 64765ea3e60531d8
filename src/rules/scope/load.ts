/** What the rule asks before it decides; the database only. */

import type { Agency } from '../../agreement/agency.ts';
import type { Agreement } from '../../agreement/agreement.ts';
import { type Missing, missingAmong, partakersOf } from '../../engine/absence.ts';
import { loadUsage, monthOf, type Usage } from '../../engine/allowance.ts';
import { readClientSubject } from '../../engine/client-subject.ts';
import type { CommandGiven, EventOf } from '../../engine/event.ts';
import type { Ask, Person, Place } from '../../engine/facts.ts';
import { readFormSubject } from '../../engine/form-subject.ts';
import { placeOfPasted } from '../../engine/kept-place.ts';
import { readMessageSubject } from '../../engine/message-subject.ts';
import { isManager } from '../../engine/people.ts';
import { type Decision, firstWord } from '../../engine/rule.ts';
import type { ScopeEntry } from '../../engine/scope-entry.ts';
import { askedImport, askedItem } from './asked.ts';
import { monthOfRecap, type RecapFacts } from './recap.ts';

export const ruleName = 'scope';

/** Something noted down or to be noted down for a client whom the asker serves. */
export type EntryFacts = {
  kind: 'entry';
  agreement: Agreement;
  agency: Agency | null;
  month: string;
  usage: Usage[];
  /** Favours of the month. */
  favours: ScopeEntry[];
  missing: Missing;
  /** Our id of the channel among whose words a note is kept. */
  channelId: string;
  /** The message that it is about; null where none is named. */
  message: Place | null;
  /** What was noted down of that message already and still counts. */
  counted: ScopeEntry[];
  /** Items that are counted and that this message was flagged for; by their ids. */
  flagged: string[];
  /** The client, and the version of its agreement, that a form or button of an import names. */
  named: { clientId: string; version: number | null } | null;
  /** That version's forerunner; null for any other event. */
  before: Agreement | null;
  /** What the asker pasted and has not confirmed yet; null where there is none, or it is not kept any more. */
  pasted: string | null;
  /** The entry that a button names; null for any other event, and where there is none. */
  pressed: ScopeEntry | null;
  language: string;
  /** Whether the asker may change what was agreed. */
  mayChange: boolean;
};

export type Facts =
  | EntryFacts
  /** `clientId` null: nobody knows of which client; `serves`: whether the asker works for it. */
  | { kind: 'list'; clientId: string | null; serves: boolean }
  | { kind: 'not-theirs'; what: 'which' | 'not-yours' }
  | RecapFacts
  | { kind: 'undelivered'; agreement: Agreement; agency: Agency | null; missing: Missing }
  | { kind: 'nothing' };

const lists = ['scope', 'favours'];

/** Loads what the event needs. */
export async function load(ask: Ask, about: Omit<Decision<unknown>, 'facts'>): Promise<Facts> {
  const { event, agreement, agency, now } = about;
  switch (event.kind) {
    case 'CommandGiven':
      if (askedImport(event.words) !== null) return loadImport(ask, about, event);
      return lists.includes(firstWord(event.words)) && askedItem(event.words) === null
        ? loadList(ask, event)
        : loadEntry(ask, about, event, null);
    case 'ButtonPressed':
      return loadEntry(ask, about, event, await ask('scopeEntry', { id: event.value }));
    case 'ShortcutUsed':
    case 'FormSubmitted':
      return loadEntry(ask, about, event, null);
    case 'DeadlineDue':
      return agreement === null || event.rule !== ruleName
        ? { kind: 'nothing' }
        : loadRecap(ask, event, agreement, about);
    case 'DeliveryFailed':
      if (agreement === null) return { kind: 'nothing' };
      return { kind: 'undelivered', agreement, agency, missing: await loadMissing(ask, agreement, agency, now) };
    default:
      return { kind: 'nothing' };
  }
}

async function loadList(ask: Ask, { actor, clientId, words }: CommandGiven): Promise<Facts> {
  const served = await ask('clientsServedBy', { userId: actor });
  const wanted = words.trim().split(/\s+/).slice(1).join(' ').toLowerCase();
  if (wanted === '') {
    return { kind: 'list', clientId, serves: served.some((one) => one.clientId === clientId) };
  }
  const found = served.find((one) => [one.clientId, one.name.toLowerCase()].includes(wanted));
  return { kind: 'list', clientId: found?.clientId ?? null, serves: found !== undefined };
}

/** Of the client that is named, where one is; else of the channel's. */
async function loadImport(ask: Ask, about: Omit<Decision<unknown>, 'facts'>, event: CommandGiven): Promise<Facts> {
  const wanted = askedImport(event.words)?.trim().toLowerCase() ?? '';
  if (wanted === '') return loadEntry(ask, about, event, null);
  const served = await ask('clientsServedBy', { userId: event.actor, at: about.now });
  const found = served.find(({ clientId, name }) => [clientId, name.toLowerCase()].includes(wanted));
  const agreement = found === undefined ? null : await ask('agreement', { clientId: found.clientId });
  return loadEntry(ask, { ...about, agreement }, event, null);
}

async function loadEntry(
  ask: Ask,
  { agreement, agency, now }: Omit<Decision<unknown>, 'facts'>,
  event: EventOf<'CommandGiven' | 'ButtonPressed' | 'ShortcutUsed' | 'FormSubmitted'>,
  pressed: ScopeEntry | null,
): Promise<Facts> {
  if (agreement === null) return { kind: 'not-theirs', what: 'which' };
  const served = await ask('clientsServedBy', { userId: event.actor, at: now });
  const clientId = agreement.id;
  if (!served.some((one) => one.clientId === clientId)) return { kind: 'not-theirs', what: 'not-yours' };
  const month = monthOf(agreement, now);
  const [channel] = await ask('channelsOf', { clientId });
  const person = await ask('person', { userId: event.actor });
  const message = messageOf(event);
  return {
    kind: 'entry',
    agreement,
    agency,
    month,
    usage: await loadUsage(ask, agreement, month),
    favours: await ask('scopeEntries', { clientId, kind: 'favour', from: month, until: month }),
    missing: await loadMissing(ask, agreement, agency, now),
    channelId: channel?.id ?? event.channelId ?? '',
    message,
    counted: message === null ? [] : await ask('scopeEntriesOfMessage', { ...message, clientId }),
    flagged: message === null ? [] : await loadFlagged(ask, message),
    ...(await loadPasted(ask, event, { clientId, channelId: channel?.id ?? '' })),
    pressed: pressed?.clientId === clientId ? pressed : null,
    mayChange: mayChange(event.actor, person, agreement, agency),
    language: person?.language ?? agency?.defaults.language ?? 'en',
  };
}

type Imported = Pick<EntryFacts, 'named' | 'before' | 'pasted'>;

async function loadPasted(
  ask: Ask,
  event: EventOf<'CommandGiven' | 'ButtonPressed' | 'ShortcutUsed' | 'FormSubmitted'>,
  { clientId, channelId }: { clientId: string; channelId: string },
): Promise<Imported> {
  if (event.kind === 'ButtonPressed' && event.action === 'scope-import-undo') {
    const named = readClientSubject(event.value);
    const version = (named?.version ?? 0) - 1;
    return { named, before: version < 1 ? null : await ask('agreement', { clientId, version }), pasted: null };
  }
  if (event.kind !== 'FormSubmitted' || event.form !== 'scope-import-confirm')
    return { named: null, before: null, pasted: null };
  const { about, stood } = readFormSubject(event.subject);
  const place = placeOfPasted(event.actor, stood ?? 0);
  return { named: readClientSubject(about), before: null, pasted: await ask('words', { channelId, ts: place }) };
}

function messageOf(event: EventOf<'CommandGiven' | 'ButtonPressed' | 'ShortcutUsed' | 'FormSubmitted'>): Place | null {
  switch (event.kind) {
    case 'ShortcutUsed':
      return { channelId: event.message.channelId, ts: event.message.ts };
    case 'ButtonPressed':
      return readMessageSubject(event.value);
    case 'FormSubmitted':
      return readMessageSubject(readFormSubject(event.subject).about);
    default:
      return null;
  }
}

/** The items that another rule's latest ruling about this message names, as *item* or *items*. */
async function loadFlagged(ask: Ask, message: Place): Promise<string[]> {
  const rulings = await ask('rulings', message);
  const named = rulings
    .filter(({ rule }) => rule !== ruleName)
    .map(({ reason }) => [reason.data.item, reason.data.items].flat().filter((id) => typeof id === 'string'))
    .filter((ids) => ids.length > 0);
  return named.at(-1) ?? [];
}

async function loadRecap(
  ask: Ask,
  { deadlineId }: EventOf<'DeadlineDue'>,
  agreement: Agreement,
  { agency, now }: Omit<Decision<unknown>, 'facts'>,
): Promise<Facts> {
  const deadline = await ask('deadline', { id: deadlineId });
  if (deadline === null) return { kind: 'nothing' };
  const month = monthOfRecap(deadline);
  const given = { clientId: agreement.id, from: month, until: month };
  const used = await ask('scopeEntries', { ...given, kind: 'used' });
  const favours = await ask('scopeEntries', { ...given, kind: 'favour' });
  const missing = await loadMissing(ask, agreement, agency, now);
  const count = used.length + favours.length;
  return { kind: 'recap', agreement, agency, missing, deadline, month, count };
}

/** As for the rest of the agreement: its owner and backup, and who manages. */
function mayChange(userId: string, person: Person | null, agreement: Agreement, agency: Agency | null): boolean {
  const { owner, backup } = agreement.people;
  return [owner.id, backup.id].includes(userId) || isManager(userId, person, { agreement, agency });
}

function loadMissing(ask: Ask, agreement: Agreement, agency: Agency | null, now: number): Promise<Missing> {
  return missingAmong(ask, agreement.id, partakersOf(agreement, agency), now);
}
