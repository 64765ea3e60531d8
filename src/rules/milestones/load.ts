/** What the rule asks before it decides; the database only. */

import { type Agency, managersOf } from '../../agreement/agency.ts';
import type { Agreement } from '../../agreement/agreement.ts';
import type { AgreedMilestone } from '../../agreement/milestones.ts';
import { milestonesOf } from '../../agreement/rhythm.ts';
import { type Missing, missingAmong, partakersOf } from '../../engine/absence.ts';
import type { Ask, Channel } from '../../engine/facts.ts';
import { draftSlot, readFormSubject } from '../../engine/form-subject.ts';
import type { Milestone } from '../../engine/milestone.ts';
import type { Decision } from '../../engine/rule.ts';
import { actorServes } from '../../engine/serving.ts';
import { sharedChannels } from '../../engine/shared-channel.ts';
import { zoneOr } from '../../time/zone.ts';
import { type Draft, readDraft } from './draft.ts';
import { type Kept, readKept, ruleName } from './record.ts';

/** Whose client it is, who of the agency is there, and on whose clocks (IANA names) they are asked. */
export type Around = {
  agreement: Agreement;
  agency: Agency | null;
  missing: Missing;
  zoneOf(userId: string): string;
  managerZone: string;
};

/** One milestone; `agreed` null: it is not agreed any more. */
export type One = { milestone: Milestone; agreed: AgreedMilestone | null; row: Kept | null };

export type RequestFacts = {
  kind: 'request';
  serves: boolean;
  /** Where the client reads of it. */
  channel: Channel | null;
  /** In which to word field errors. */
  language: string;
  /** What whoever asks wrote last, and whether its words are still there. */
  draft: Draft | null;
  draftWords: string | null;
} & One &
  Around;

export type Facts =
  | ({ kind: 'planning'; known: Milestone[]; rows: Kept[] } & Around)
  | ({ kind: 'due'; row: Kept } & One & Around)
  | ({ kind: 'undelivered' } & Around)
  | RequestFacts
  | { kind: 'list'; clientId: string | null; serves: boolean }
  | { kind: 'gone' }
  | { kind: 'nothing' };

type About = Omit<Decision<unknown>, 'facts'>;

/** Loads what {@link decide} needs for the event. */
export async function load(ask: Ask, about: About): Promise<Facts> {
  const { event, agreement } = about;
  switch (event.kind) {
    case 'CommandGiven':
      return { kind: 'list', clientId: agreement?.id ?? null, serves: await actorServes(ask, about, agreement) };
    case 'ButtonPressed':
      return loadRequest(ask, about, event.value);
    case 'FormSubmitted':
      return loadRequest(ask, about, event.subject);
    case 'AgreementApplied': {
      if (agreement === null) return { kind: 'nothing' };
      const known = await ask('milestonesOf', { clientId: agreement.id });
      if (known.length === 0 && milestonesOf(agreement).length === 0) return { kind: 'nothing' };
      const subjects = known.map(({ id }) => id);
      const rows = (await ask('deadlines', { rule: ruleName, subjects, channelIds: [] })).map(readKept);
      return { kind: 'planning', known, rows, ...(await loadAround(ask, about, agreement)) };
    }
    case 'DeadlineDue': {
      const found = event.rule === ruleName ? await ask('deadline', { id: event.deadlineId }) : null;
      const one = found === null ? null : await loadOne(ask, agreement, found.subject);
      if (found === null || one === null || agreement === null) return { kind: 'nothing' };
      return { kind: 'due', ...one, row: readKept(found), ...(await loadAround(ask, about, agreement)) };
    }
    case 'DeliveryFailed':
      if (event.rule !== ruleName || agreement === null) return { kind: 'nothing' };
      return { kind: 'undelivered', ...(await loadAround(ask, about, agreement)) };
    default:
      return { kind: 'nothing' };
  }
}

async function loadRequest(ask: Ask, about: About, subject: string): Promise<Facts> {
  const { agreement, event } = about;
  const one = await loadOne(ask, agreement, readFormSubject(subject).about);
  if (one === null || agreement === null) return { kind: 'gone' };
  const [channel = null] = await sharedChannels(ask, agreement.id);
  const userId = event.actor ?? '';
  const slot = await ask('slot', { rule: ruleName, subject: draftSlot({ clientId: agreement.id, userId }) });
  const draft = readDraft(slot);
  return {
    kind: 'request',
    ...one,
    serves: await actorServes(ask, about, agreement),
    channel,
    language: (await ask('person', { userId }))?.language ?? about.agency?.defaults.language ?? 'en',
    draft,
    draftWords: draft === null ? null : await ask('words', { channelId: draft.channelId, ts: draft.place }),
    ...(await loadAround(ask, about, agreement)),
  };
}

/** Null where there is none of this id, or it is another client's. */
async function loadOne(ask: Ask, agreement: Agreement | null, id: string): Promise<One | null> {
  const milestone = await ask('milestone', { id });
  if (milestone === null || agreement === null || milestone.clientId !== agreement.id) return null;
  const [row] = await ask('deadlines', { rule: ruleName, subjects: [id], channelIds: [] });
  return {
    milestone,
    agreed: milestonesOf(agreement).find((one) => one.id === milestone.milestoneId) ?? null,
    row: row === undefined ? null : readKept(row),
  };
}

async function loadAround(ask: Ask, { agency, now }: About, agreement: Agreement): Promise<Around> {
  const owners = milestonesOf(agreement).flatMap(({ owner }) => owner?.id ?? []);
  const everybody = [...new Set([...partakersOf(agreement, agency), ...owners])];
  const zones = new Map((await ask('persons', { userIds: everybody })).map((one) => [one.userId, one.timeZone]));
  const zoneOf = (userId: string) => zoneOr(zones.get(userId), agreement.officeHours.timeZone);
  const [manager] = managersOf(agreement, agency ?? undefined);
  return {
    agreement,
    agency,
    missing: await missingAmong(ask, agreement.id, everybody, now),
    zoneOf,
    managerZone: zoneOf(manager?.id ?? agreement.people.owner.id),
  };
}
