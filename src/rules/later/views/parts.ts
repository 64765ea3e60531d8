/** What several of the views are made of. */

import type { Agreement } from '../../../agreement/agreement.ts';
import { type button, section } from '../../../engine/blocks.ts';
import type { Ask, Channel, Person } from '../../../engine/facts.ts';
import type { Reader, Rendered } from '../../../engine/rule.ts';
import { escapeMrkdwn, escapeName, formatInstant } from '../../../language/messages.ts';
import { type Kept, loadKept } from '../kept.ts';
import { say } from '../words.ts';

const longestName = 60;

/** A kept message as it stands now, with where it is to go and whose it is. */
export type Shown = { kept: Kept; channel: Channel | null; agreement: Agreement | null; author: Person | null };

/** Loads one by its subject; null where there is none. */
export async function loadShown(ask: Ask, subject: unknown): Promise<Shown | null> {
  const kept = await loadKept(ask, String(subject));
  return kept === null ? null : showing(ask, kept);
}

/** Loads what surrounds a kept message. */
export async function showing(ask: Ask, kept: Kept): Promise<Shown> {
  const channel = await ask('channel', { channelId: kept.channelId });
  return {
    kept,
    channel,
    agreement: kept.clientId === null ? null : await ask('agreement', { clientId: kept.clientId }),
    author: await ask('person', { userId: kept.userId }),
  };
}

/** `#nova-bikes (in a thread)`, ready for markup. */
export function placeInWords(channel: Channel | null, threadTs: string | null, { language }: Reader): string {
  const name = channel === null || channel.name === '' ? (channel?.slackChannelId ?? '?') : `#${channel.name}`;
  return say(language, 'place', { channel: escapeName(shortened(name)), thread: threadTs === null ? 'no' : 'yes' });
}

/** Where a kept message goes, ready for markup. */
export function placeOf({ kept, channel }: Shown, reader: Reader): string {
  return placeInWords(channel, kept.data.threadTs, reader);
}

/** What Slack calls somebody, else a mention of their id; ready for markup. */
export function nameOf(userId: string, person: Person | null): string {
  return escapeName(shortened(person?.name ?? '')) || `<@${escapeMrkdwn(userId)}>`;
}

function shortened(name: string): string {
  return name.length > longestName ? `${name.slice(0, longestName - 1)}…` : name;
}

/** The names of those whom a text mentions, by their ids. */
export async function namesIn(ask: Ask, text: string | null): Promise<Map<string, string>> {
  const names = new Map<string, string>();
  for (const [, userId = ''] of (text ?? '').matchAll(/<@([UW][A-Z0-9]+)/g)) {
    const name = names.has(userId) ? '' : (await ask('person', { userId }))?.name;
    if (name) names.set(userId, shortened(name));
  }
  return names;
}

/** Why a message did not leave, as a clause. */
export function whyInWords({ kept, agreement, channel }: Shown, isStaff: boolean, { language }: Reader): string {
  const { because } = kept.data;
  return say(language, 'why', { because: because === 'not_permitted' ? notPermitted() : (because ?? '') });

  function notPermitted(): string {
    if (agreement?.status !== 'active') return agreement?.status ?? 'ended';
    if (channel?.clientId !== kept.clientId) return 'elsewhere';
    return isStaff ? 'elsewhere' : 'not_staff';
  }
}

/** An instant as the reader's clock shows it. */
export function at(instant: number, reader: Reader): string {
  return formatInstant(instant, reader);
}

/** Small print. */
export function context(text: string) {
  return { type: 'context' as const, elements: [{ type: 'mrkdwn' as const, text }] };
}

/** Buttons beside each other. */
export function actions(elements: ReturnType<typeof button>[]) {
  return { type: 'actions' as const, elements };
}

/** A message of a few paragraphs, with buttons below. */
export function message(paragraphs: string[], buttons: ReturnType<typeof button>[] = []): Rendered {
  const blocks: Rendered['blocks'] = paragraphs.map(section);
  return { text: paragraphs.join('\n'), blocks: buttons.length === 0 ? blocks : [...blocks, actions(buttons)] };
}
