/** What the panel behind the curtain shows: why the bot does what it does, while it does it. Nothing here changes anything. */
import type { Reader } from '../../engine/rule.ts';
import type { House } from '../../main.ts';
import type { CurtainPart } from '../contract.ts';
import { clientsAt, type Place, placeOf } from './client-of.ts';
import { emergencyAt, type NameOf } from './emergency.ts';
import { outboxLine } from './outbox.ts';
import { selectedOf } from './selected.ts';
import { peopleIn, SETTLED, timelineOf } from './timeline.ts';

const OUTBOX_SHOWN = 50;

/** What is looked at: Slack's id of a channel, and the `ts` of a message in it. */
export type CurtainLook = { channel: string | null; selected: string | null };

/**
 * In which zone (IANA name) and language (BCP 47; English where absent) sentences are said; `nameOf` names people by their
 * Slack id whom the bot has not met.
 */
export type CurtainOptions = { zone: string; language?: string; nameOf?: NameOf };

/** What stands behind the curtain at this moment; null while the bot is stopped. Throws what its database throws. */
export async function curtainPart(
  house: House | null,
  { channel, selected }: CurtainLook,
  { zone, language = 'en', nameOf = () => null }: CurtainOptions,
): Promise<CurtainPart | null> {
  if (house === null) return null;
  const now = house.shell.clock();
  const reader: Reader = { userId: null, language, timeZone: zone, side: 'staff', now };
  const place = await placeOf(house, channel);
  const at = { channelId: place.channel?.id ?? null, ts: selected ?? '' };
  const [emergency, timeline, outbox, agreement, message] = await Promise.all([
    emergencyAt(house, place, { now, nameOf }),
    timelineAt(house, place, now),
    house.store.overview.outbox(clientsAt(place), OUTBOX_SHOWN),
    agreementAt(house, place),
    selected === null ? null : selectedOf(house, at, reader),
  ]);
  return { client: clientAt(place), emergency, timeline, selected: message, outbox: outbox.map(outboxLine), agreement };
}

async function timelineAt({ store }: House, place: Place, now: number): Promise<CurtainPart['timeline']> {
  const settled = { since: now - SETTLED.shownFor, most: SETTLED.most };
  const deadlines = await store.overview.deadlines(clientsAt(place), settled);
  const people = await Promise.all(peopleIn(deadlines).map((userId) => store.ask('person', { userId })));
  const names = new Map(people.flatMap((person) => (person === null ? [] : [[person.userId, person.name] as const])));
  return timelineOf(deadlines, place.agreement, { now, nameOf: (userId) => names.get(userId) ?? userId });
}

function clientAt({ agreement }: Place): CurtainPart['client'] {
  if (agreement === null) return null;
  return { id: agreement.id, name: agreement.client.name, timeZone: agreement.officeHours.timeZone };
}

async function agreementAt({ store }: House, { agreement }: Place): Promise<CurtainPart['agreement']> {
  const stored = agreement === null ? null : await store.agreements.stored(agreement.id);
  if (stored === null) return null;
  const { raw, appliedAt, appliedBy } = stored;
  return { text: raw, version: stored.agreement.version, appliedAt, appliedBy };
}

export { applyAgreement, checkAgreement } from './agreement.ts';
export { type ClockMarks, clockMarks } from './clock-marks.ts';
