import type { Agreement } from '../../agreement/agreement.ts';
import type { Event } from '../../engine/event.ts';
import type { Ask, Channel } from '../../engine/facts.ts';
import type { Decision } from '../../engine/rule.ts';
import { type Asked, readAsked } from './asked.ts';
import { type Kept, loadKept, ruleName, toKept } from './kept.ts';
import { loadNudge, loadNudges, type NudgeFacts } from './nudges.ts';
import { type FormSubject, readFormSubject } from './place.ts';

/** Somebody asked for something. */
export type RequestFacts = {
  kind: 'request';
  /** What the command said; null for everything else. */
  asked: Asked | null;
  /** The channel it is about, and whose; null where it is none that we know. */
  channel: Channel | null;
  agreement: Agreement | null;
  serves: boolean;
  /** What a form or button is about. */
  subject: FormSubject | null;
  /** The kept message it is about, if it is the asker's own, and its words while there are any. */
  kept: Kept | null;
  words: string | null;
  nudges: Awaited<ReturnType<typeof loadNudges>>;
  /** In which to word field errors. */
  language: string;
};

/** A kept message that is due, or did not leave. */
export type LeavingFacts = { kind: 'leaving'; kept: Kept; words: string | null };

export type Facts =
  | RequestFacts
  | LeavingFacts
  | NudgeFacts
  | { kind: 'agreed'; pending: Kept[] }
  | { kind: 'nothing' };

const nothing: Facts = { kind: 'nothing' };

/** Loads what the event needs. */
export async function load(ask: Ask, { event, agreement, now }: Omit<Decision<unknown>, 'facts'>): Promise<Facts> {
  switch (event.kind) {
    case 'CommandGiven':
      return loadRequest(ask, event, { asked: readAsked(event.words), channelId: event.channelId, subject: null });
    case 'ShortcutUsed':
      return loadRequest(ask, event, { asked: null, channelId: event.message.channelId, subject: null });
    case 'ButtonPressed':
    case 'FormSubmitted': {
      const subject = readFormSubject(event.kind === 'ButtonPressed' ? event.value : event.subject);
      return loadRequest(ask, event, { asked: null, channelId: subject?.channelId ?? null, subject });
    }
    case 'MessagePosted':
      return agreement === null ? nothing : ((await loadNudge(ask, event, agreement)) ?? nothing);
    case 'DeadlineDue': {
      const deadline = await ask('deadline', { id: event.deadlineId });
      return deadline === null ? nothing : loadLeaving(ask, deadline.subject);
    }
    case 'DeliveryFailed':
      return loadLeaving(ask, String(event.data.subject));
    case 'AgreementApplied': {
      if (agreement === null) return nothing;
      const clientIds = [agreement.id];
      const found = await ask('deadlinesOfClients', { rule: ruleName, clientIds, breachedSince: now });
      return { kind: 'agreed', pending: found.flatMap((one) => (one.state === 'pending' ? (toKept(one) ?? []) : [])) };
    }
    default:
      return nothing;
  }
}

async function loadLeaving(ask: Ask, subject: string): Promise<Facts> {
  const kept = await loadKept(ask, subject);
  if (kept === null) return nothing;
  return { kind: 'leaving', kept, words: await ask('words', { channelId: kept.channelId, ts: kept.place }) };
}

type About = Pick<RequestFacts, 'asked' | 'subject'> & { channelId: string | null };

async function loadRequest(ask: Ask, { actor }: Event, { channelId, ...about }: About): Promise<RequestFacts> {
  const userId = actor ?? '';
  const channel = channelId === null ? null : await ask('channel', { channelId });
  const clientId = channel?.clientId ?? null;
  const served = await ask('clientsServedBy', { userId });
  const named = about.subject?.kept ?? null;
  const found = named === null || named.userId !== userId ? null : await loadKept(ask, keptSubject(about.subject));
  const asker = await ask('person', { userId });
  const agency = await ask('agency', {});
  return {
    kind: 'request',
    ...about,
    channel,
    agreement: clientId === null ? null : await ask('agreement', { clientId }),
    serves: served.some((one) => one.clientId === clientId),
    kept: found,
    words: found === null ? null : await ask('words', { channelId: found.channelId, ts: found.place }),
    nudges: await loadNudges(ask, userId),
    language: asker?.language ?? agency?.defaults.language ?? 'en',
  };
}

function keptSubject(subject: FormSubject | null): string {
  return subject === null ? '' : `${subject.channelId}:${subject.lane}`;
}
