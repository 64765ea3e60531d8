import type { Agency } from '../../agreement/agency.ts';
import { type Agreement, sideIn } from '../../agreement/agreement.ts';
import { type Missing, missingAmong } from '../../engine/absence.ts';
import { clientSubject, readClientSubject } from '../../engine/client-subject.ts';
import type { Event } from '../../engine/event.ts';
import type { Ask, Seen } from '../../engine/facts.ts';
import { listedSide } from '../../engine/people.ts';
import type { Decision } from '../../engine/rule.ts';
import { type Asked, askedSchema } from './asked.ts';
import { loadParts, type PartFacts } from './parts.ts';
import { chainOf } from './recipients.ts';

export const ruleName = 'people';

export type ListFacts = {
  kind: 'list';
  /** The client that was named, or whose channel this is; null where there is none. */
  clientId: string | null;
  /** The shared channel in which it was asked; null for all of the client's. */
  channelId: string | null;
  serves: boolean;
};

export type CorrectionFacts = {
  kind: 'correction';
  clientId: string;
  agreement: Agreement;
  agency: Agency | null;
  serves: boolean;
  /** Whom it is about; null where nobody was chosen yet. */
  about: Seen | null;
  /** In which to word field errors. */
  language: string;
};

/** Somebody wrote whom no list names. `asked` null: the owner was not asked yet. */
export type NewcomerFacts = { kind: 'newcomer'; userId: string; asked: Asked | null; missing: Missing };

export type Facts =
  | ListFacts
  | CorrectionFacts
  | NewcomerFacts
  | PartFacts
  | { kind: 'passing-on'; missing: Missing }
  | { kind: 'nothing' };

/** Loads what the event needs; nothing at all for the words of people whom a list names. */
export async function load(
  ask: Ask,
  { event, agreement, agency, now }: Omit<Decision<unknown>, 'facts'>,
): Promise<Facts> {
  switch (event.kind) {
    case 'CommandGiven':
      return loadList(ask, event.actor, event.channelId, event.words);
    case 'ButtonPressed':
      return loadCorrection(ask, { event, now }, event.value, null);
    case 'FormSubmitted':
      return loadCorrection(ask, { event, now }, event.subject, event.values.person ?? null);
    case 'MessagePosted': {
      const { actor, clientId, side } = event;
      const isGuessed = side === 'client' || side === 'unknown';
      if (agreement === null || actor === null || clientId === null || !isGuessed) return { kind: 'nothing' };
      if (listedSide(actor, { agreement, agency }) !== undefined) return { kind: 'nothing' };
      const slot = await ask('slot', { rule: ruleName, subject: clientSubject(clientId, actor) });
      const asked = slot === null ? null : askedSchema.parse(slot);
      const missing = asked ? nobody : await loadMissing(ask, agreement, agency, now);
      return { kind: 'newcomer', userId: actor, asked, missing };
    }
    case 'PersonChanged':
    case 'AgreementApplied': {
      if (agreement === null) return { kind: 'nothing' };
      const version = event.kind === 'AgreementApplied' ? event.before : null;
      const before = version === null ? null : await ask('agreement', { clientId: agreement.id, version });
      const missing = await loadMissing(ask, agreement, agency, now);
      return loadParts(ask, ruleName, { agreement, before, missing });
    }
    case 'DeliveryFailed':
      return agreement === null
        ? { kind: 'nothing' }
        : { kind: 'passing-on', missing: await loadMissing(ask, agreement, agency, now) };
    default:
      return { kind: 'nothing' };
  }
}

async function loadList(ask: Ask, userId: string, channelId: string | null, words: string): Promise<ListFacts> {
  const served = await ask('clientsServedBy', { userId });
  const wanted = words.trim().split(/\s+/).slice(1).join(' ').toLowerCase();
  if (wanted !== '') {
    const found = served.find(({ clientId, name }) => [clientId, name.toLowerCase()].includes(wanted));
    return { kind: 'list', clientId: found?.clientId ?? null, channelId: null, serves: found !== undefined };
  }
  const channel = channelId === null ? null : await ask('channel', { channelId });
  const clientId = channel?.clientId ?? null;
  const serves = served.some((one) => one.clientId === clientId);
  return { kind: 'list', clientId, channelId: channel?.role === 'shared' ? channel.id : null, serves };
}

async function loadCorrection(
  ask: Ask,
  { event: { actor }, now }: { event: Event; now: number },
  subject: string,
  chosen: string | number | null,
): Promise<Facts> {
  const named = readClientSubject(subject);
  const agreement = named === null ? null : await ask('agreement', { clientId: named.clientId });
  if (named === null || agreement === null) return { kind: 'nothing' };
  const { clientId } = named;
  const served = await ask('clientsServedBy', { userId: actor ?? '', at: now });
  const userId = named.userId ?? (typeof chosen === 'string' ? chosen : null);
  const [about = null] = userId === null ? [] : await ask('seen', { clientId, userIds: [userId] });
  const agency = await ask('agency', {});
  const asker = await ask('person', { userId: actor ?? '' });
  return {
    kind: 'correction',
    clientId,
    agreement,
    agency,
    serves: served.some((one) => one.clientId === clientId),
    about,
    language: asker?.language ?? agency?.defaults.language ?? 'en',
  };
}

const nobody: Missing = { gone: [], away: [] };

/** Those of owner, backup and managers, and of whom they named, who are not there. */
function loadMissing(ask: Ask, agreement: Agreement, agency: Agency | null, now: number): Promise<Missing> {
  return missingAmong(ask, agreement.id, chainOf(agreement, agency), now);
}

/** Whether the agreement itself names somebody. */
export function isNamed(agreement: Agreement, userId: string): boolean {
  return sideIn(agreement, userId) !== undefined;
}
