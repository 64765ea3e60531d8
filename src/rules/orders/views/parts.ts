/** What every message of this rule is drawn from: an offer with all that it names, and how its figures and people are said. */

import type { KnownBlock } from '@slack/types';
import type { Agency } from '../../../agreement/agency.ts';
import type { Agreement } from '../../../agreement/agreement.ts';
import { amountText } from '../../../agreement/amount.ts';
import { zoneOfClient } from '../../../agreement/client-zone.ts';
import { priceText } from '../../../agreement/price.ts';
import type { ScopeItem } from '../../../agreement/scope-list.ts';
import { sections } from '../../../engine/blocks.ts';
import type { ChangeOrder, OrderWords } from '../../../engine/change-order.ts';
import type { Ask, Channel } from '../../../engine/facts.ts';
import type { Reader, Rendered } from '../../../engine/rule.ts';
import { escapedLines, escapeName, formatDate } from '../../../language/messages.ts';
import { localDate } from '../../../time/local-date.ts';
import { decidersOf } from '../config.ts';
import { lastDay } from '../expiry.ts';
import { say, sayToClients } from '../words.ts';

const LONGEST_NAME = 60;
const MOST_NAMES = 4;
/** Of the record's hash: enough to tell two apart, short enough to be read out. */
const SHORT_HASH = 8;

export type Names = ReadonlyMap<string, string>;

export type Shown = {
  order: ChangeOrder;
  words: OrderWords | null;
  isAsFrozen: boolean | null;
  agreement: Agreement;
  agency: Agency | null;
  /** The agreement that it was made from; null where that is not known any more. */
  basis: Agreement | null;
  channel: Channel | null;
  names: Names;
};

/** Loads an offer with all that is shown of it; null where there is none. */
export async function loadShown(ask: Ask, id: unknown, more: readonly string[] = []): Promise<Shown | null> {
  const order = await ask('changeOrder', { id: String(id) });
  const agreement = order === null ? null : await ask('agreement', { clientId: order.clientId });
  if (order === null || agreement === null) return null;
  const { clientId, channelId, agreementVersion: version, author, decidedBy } = order;
  return {
    order,
    agreement,
    ...(await ask('changeOrderWords', { id: order.id })),
    agency: await ask('agency', {}),
    basis: await ask('agreement', { clientId, version }),
    channel: await ask('channel', { channelId }),
    names: await loadNames(ask, agreement, [author, ...(decidedBy === null ? [] : [decidedBy]), ...more]),
  };
}

/** What Slack calls these people and those who may decide, else what the agreement does. */
export async function loadNames(ask: Ask, agreement: Agreement, userIds: readonly string[]): Promise<Names> {
  const wanted = [...new Set([...userIds, ...decidersOf(agreement)])];
  const persons = await ask('persons', { userIds: wanted });
  const { owner, backup, managers, staff, client } = agreement.people;
  const named = [owner, backup, ...managers, ...staff, ...client].flatMap(({ id, name }) =>
    name ? [[id, name] as const] : [],
  );
  const known = persons.flatMap(({ userId, name }) => (name === '' ? [] : [[userId, name] as const]));
  return new Map([...named.filter(([id]) => wanted.includes(id)), ...known]);
}

/** A name ready for markup; Slack's own mention where none is known. */
export function nameOf(names: Names, userId: string): string {
  const name = names.get(userId) ?? '';
  return escapeName(name.length > LONGEST_NAME ? `${name.slice(0, LONGEST_NAME - 1)}…` : name) || `<@${userId}>`;
}

/** Who may decide, as one would say it. */
export function decidersText(agreement: Agreement, names: Names, language: string): string {
  const all = decidersOf(agreement).map((id) => nameOf(names, id));
  const shown = all.length > MOST_NAMES ? [...all.slice(0, MOST_NAMES), `+${all.length - MOST_NAMES}`] : all;
  return new Intl.ListFormat(language, { type: 'disjunction' }).format(shown);
}

/** What it is about: the titles of what becomes of the list. */
export function titleOf({ items }: Pick<ChangeOrder, 'items'>): string {
  return items.map(({ title }) => escapeName(title)).join(', ');
}

/** What it is about and for how much, for staff. */
export function whatText(order: ChangeOrder, language: string): string {
  const title = titleOf(order);
  return order.price === null
    ? say(language, 'what.free', { title })
    : say(language, 'what', { title, price: priceText(order.price, language) });
}

/** An allowance in a client's words; `none` where nothing is counted. */
export function allowanceText({ allowance }: Pick<ScopeItem, 'allowance'>, language: string): string {
  if (allowance === undefined) return 'none';
  return sayToClients(language, 'allowance', {
    amount: amountText(allowance.amount, language),
    unit: escapeName(allowance.unit),
  });
}

/** The beginning of its hash, by which both sides name the record. */
export function shortHash({ textHash }: Pick<ChangeOrder, 'textHash'>): string {
  return textHash.slice(0, SHORT_HASH);
}

/** An instant as a date of the client's calendar. */
export function dayOf(at: number | null, agreement: Agreement, reader: Reader): string {
  return at === null ? '' : formatDate(localDate(zoneOfClient(agreement), at), reader);
}

/** The last day on which it is open. */
export function untilText(order: ChangeOrder, agreement: Agreement, reader: Reader): string {
  return order.expiresAt === null ? '' : formatDate(lastDay(agreement, order), reader);
}

/** The agency's own name; what one calls it where none is known. */
export function agencyName(agency: Agency | null, language: string): string {
  return agency === null ? sayToClients(language, 'agency') : escapeName(agency.agency.name);
}

/** Where it goes. */
export function channelText(channel: Channel | null): string {
  return channel === null ? '' : `<#${channel.slackChannelId}>`;
}

/** Somebody's own text in as many blocks as it needs; what would be markup of Slack's own calls nobody. */
export function textBlocks(text: string): KnownBlock[] {
  return sections(escapedLines(text));
}

/** A message of these blocks, with what they say as its text. */
export function message(blocks: KnownBlock[]): Rendered {
  const text = blocks.flatMap((block) => (block.type === 'section' && block.text ? [block.text.text] : [])).join('\n');
  return { text, blocks };
}

/** Quiet words. */
export function context(text: string): KnownBlock {
  return { type: 'context', elements: [{ type: 'mrkdwn', text }] };
}
