/** How a flag stands when it is drawn: asked anew each time, so that it never shows what is no longer so. */
import type { Agreement } from '../../../agreement/agreement.ts';
import { type ScopeItem, scopeOf } from '../../../agreement/scope-list.ts';
import { loadUsage, monthOf, type Usage } from '../../../engine/allowance.ts';
import type { ChangeOrder } from '../../../engine/change-order.ts';
import type { ViewData } from '../../../engine/event.ts';
import type { Ask, WrittenMessage } from '../../../engine/facts.ts';
import { readFormSubject } from '../../../engine/form-subject.ts';
import type { HeldBack } from '../../../engine/held-back.ts';
import { readMessageSubject } from '../../../engine/message-subject.ts';
import type { Reader } from '../../../engine/rule.ts';
import type { ScopeEntry } from '../../../engine/scope-entry.ts';
import { type Flag, type FlagRecord, readRecord, ruleName } from '../record.ts';

/** Names by Slack id, as Slack or the agreement has them. */
export type Names = ReadonlyMap<string, string>;

/** A list as it was agreed in one version, with what is used now of what still counts. */
export type Quoted = { version: number; items: readonly ScopeItem[]; month: string; usage: readonly Usage[] };

export type Shown = {
  subject: string;
  agreement: Agreement;
  record: FlagRecord;
  message: WrittenMessage | null;
  /** The client's words as Slack sent them; null once they are no longer kept. */
  words: string | null;
  /** Whether they are kept under a key that is not ours. */
  isUnavailable: boolean;
  link: string;
  /** What was noted down of the message: favours, and uses of an allowance. */
  entries: ScopeEntry[];
  /** The change that was offered for it last; null: none that still counts. */
  order: ChangeOrder | null;
  names: Names;
};

/** Loads what was recorded of a message, as it stands now; null where there is nothing of it. */
export async function loadShown(ask: Ask, subject: string): Promise<Shown | null> {
  const place = readMessageSubject(readFormSubject(subject).about);
  if (place === null) return null;
  const record = readRecord(await ask('slot', { rule: ruleName, subject: `${place.channelId}:${place.ts}` }));
  const channel = await ask('channel', { channelId: place.channelId });
  const agreement = channel?.clientId ? await ask('agreement', { clientId: channel.clientId }) : null;
  if (record === null || agreement === null) return null;
  const words = await ask('words', place);
  const entries = await ask('scopeEntriesOfMessage', { ...place, clientId: agreement.id });
  const orders = await ask('changeOrdersOf', { clientId: agreement.id });
  const ofThis = orders.filter((one) => one.channelId === place.channelId && one.messageTs === place.ts);
  const order = ofThis.find(({ state }) => state !== 'void') ?? null;
  const people = [...peopleIn(record), ...entries.map(({ by }) => by), order?.author ?? [], order?.decidedBy ?? []];
  return {
    subject: `${place.channelId}:${place.ts}`,
    agreement,
    record,
    message: await ask('message', place),
    words,
    isUnavailable: words === null && (await ask('wordsUnavailable', place)),
    link: await ask('link', place),
    entries,
    order,
    names: await loadNames(ask, people.flat(), agreement),
  };
}

function peopleIn({ author, flags }: FlagRecord): string[] {
  return [author, ...flags.flatMap(({ raisedBy, settledBy }) => [raisedBy ?? [], settledBy ?? []].flat())];
}

/** What Slack calls these people, else the agreement; unknown ones are left out. */
export async function loadNames(ask: Ask, userIds: readonly string[], { people }: Agreement): Promise<Names> {
  const listed = [people.owner, people.backup, ...people.managers, ...people.staff, ...people.client];
  const names = new Map(listed.flatMap(({ id, name }): [string, string][] => (name ? [[id, name]] : [])));
  const persons = await ask('persons', { userIds: [...new Set(userIds)] });
  for (const { userId, name } of persons) if (name !== '') names.set(userId, name);
  return names;
}

/** The list as it was in a version, and what is used of it this month. */
export async function loadQuoted(ask: Ask, agreement: Agreement, version: number, now: number): Promise<Quoted> {
  const then = version === agreement.version ? agreement : await ask('agreement', { clientId: agreement.id, version });
  const month = monthOf(agreement, now);
  return { version, items: scopeOf(then ?? agreement).items, month, usage: await loadUsage(ask, agreement, month) };
}

export type FlagFacts = { shown: Shown; flag: Flag; quoted: Quoted; heldBack: HeldBack | null; standIn: Names } | null;

/** Loads one flag for its notice. */
export async function loadFlag(ask: Ask, data: ViewData, { now }: Reader): Promise<FlagFacts> {
  const shown = await loadShown(ask, String(data.subject));
  const flag = shown?.record.flags.find(({ number }) => number === data.number);
  if (shown === null || flag === undefined) return null;
  const { agreement } = shown;
  const [key = ''] = flag.keys;
  return {
    shown,
    flag,
    quoted: await loadQuoted(ask, agreement, flag.version, now),
    heldBack: agreement.trial === true ? await ask('heldBack', { key }) : null,
    standIn: typeof data.standsInFor === 'string' ? await loadNames(ask, [data.standsInFor], agreement) : new Map(),
  };
}
