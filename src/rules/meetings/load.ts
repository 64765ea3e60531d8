/** What the rule asks before it decides; the database only. */

import type { Agency } from '../../agreement/agency.ts';
import type { Agreement } from '../../agreement/agreement.ts';
import { type Missing, missingAmong, partakersOf } from '../../engine/absence.ts';
import { agendaOver } from '../../engine/agenda.ts';
import type { MessagePlace } from '../../engine/event.ts';
import type { Ask, Channel } from '../../engine/facts.ts';
import { readFormSubject } from '../../engine/form-subject.ts';
import { plannedRows } from '../../engine/recurring.ts';
import type { Decision } from '../../engine/rule.ts';
import { actorServes } from '../../engine/serving.ts';
import { sharedChannels } from '../../engine/shared-channel.ts';
import { zoneOr } from '../../time/zone.ts';
import { type Clock, meetingSeries } from './planning.ts';
import { type Kept, readKept, ruleName } from './record.ts';

/** Whose client it is, who of the agency is there, and whose clock counts. */
export type Around = { agreement: Agreement; agency: Agency | null; missing: Missing; clock: Clock };

export type RequestFacts = {
  kind: 'request';
  row: Kept;
  serves: boolean;
  channel: Channel | null;
  /** In which to word field errors. */
  language: string;
} & Around;

export type Facts =
  | ({ kind: 'planning'; rows: Kept[] } & Around)
  | ({ kind: 'due'; row: Kept; rows: Kept[] } & Around)
  /** `lost`: under which key the client's message was said that does not stand; null: it was for staff. */
  | ({ kind: 'undelivered'; row: Kept | null; lost: string | null } & Around)
  | RequestFacts
  /** Something was written in the thread of this meeting's agenda, or is not there any more. */
  | { kind: 'added'; row: Kept }
  | { kind: 'gone' }
  | { kind: 'nothing' };

type About = Omit<Decision<unknown>, 'facts'>;

/** Loads what {@link decide} needs for the event. */
export async function load(ask: Ask, about: About): Promise<Facts> {
  const { event, agreement, now } = about;
  switch (event.kind) {
    case 'ButtonPressed':
      return loadRequest(ask, about, event.value);
    case 'FormSubmitted':
      return loadRequest(ask, about, event.subject);
    case 'MessagePosted':
    case 'MessageEdited':
      return loadAdded(ask, about, event.message);
    case 'MessageDeleted':
      return loadDeleted(ask, about, event.message);
    case 'AgreementApplied': {
      if (agreement === null) return { kind: 'nothing' };
      const around = await loadAround(ask, about, agreement);
      return { kind: 'planning', rows: await loadRows(ask, around, now), ...around };
    }
    case 'DeadlineDue': {
      const found = event.rule === ruleName ? await ask('deadline', { id: event.deadlineId }) : null;
      if (found?.state !== 'pending' || agreement === null) return { kind: 'nothing' };
      const around = await loadAround(ask, about, agreement);
      const rows = await loadRows(ask, around, now, found.dueAt);
      return { kind: 'due', row: readKept(found), rows, ...around };
    }
    case 'DeliveryFailed':
      if (event.rule !== ruleName || agreement === null) return { kind: 'nothing' };
      return {
        ...{ kind: 'undelivered', row: await loadRow(ask, event.data.subject) },
        lost: event.view === 'meeting-shared' ? event.key : null,
        ...(await loadAround(ask, about, agreement)),
      };
    default:
      return { kind: 'nothing' };
  }
}

/** What was deleted is an agenda of ours, or stood in the thread of one. */
async function loadDeleted(ask: Ask, about: About, message: MessagePlace): Promise<Facts> {
  const ours = await ask('saidAt', message);
  if (ours?.view !== 'meeting-shared' || about.agreement === null) return loadAdded(ask, about, message);
  const row = await loadRow(ask, ours.data.subject);
  return { kind: 'undelivered', row, lost: ours.key, ...(await loadAround(ask, about, about.agreement)) };
}

async function loadRow(ask: Ask, subject: unknown): Promise<Kept | null> {
  const found = typeof subject === 'string' ? await ask('deadline', { id: subject }) : null;
  return found?.rule === ruleName ? readKept(found) : null;
}

async function loadAdded(ask: Ask, { agreement }: About, message: MessagePlace): Promise<Facts> {
  const agenda = await agendaOver(ask, message);
  const row = agenda === null ? null : await ask('deadline', { id: agenda.subject });
  return row === null || row.clientId !== agreement?.id ? { kind: 'nothing' } : { kind: 'added', row: readKept(row) };
}

async function loadRequest(ask: Ask, about: About, subject: string): Promise<Facts> {
  const { agreement } = about;
  const found = await ask('deadline', { id: readFormSubject(subject).about });
  if (found === null || found.rule !== ruleName || agreement === null || found.clientId !== agreement.id)
    return { kind: 'gone' };
  const shared = await sharedChannels(ask, agreement.id);
  return {
    kind: 'request',
    row: readKept(found),
    serves: await actorServes(ask, about, about.agreement),
    channel: shared[0] ?? null,
    language: (await ask('person', { userId: about.event.actor ?? '' }))?.language ?? 'en',
    ...(await loadAround(ask, about, agreement)),
  };
}

async function loadRows(ask: Ask, { agreement, clock }: Around, now: number, from = now): Promise<Kept[]> {
  const of = { rule: ruleName, clientId: agreement.id, series: meetingSeries(agreement, clock), now, from };
  return (await plannedRows(ask, of)).map(readKept);
}

async function loadAround(ask: Ask, { agency, now }: About, agreement: Agreement): Promise<Around> {
  const missing = await missingAmong(ask, agreement.id, partakersOf(agreement, agency), now);
  const owner = await ask('person', { userId: agreement.people.owner.id });
  const ownersZone = zoneOr(owner?.timeZone, agreement.officeHours.timeZone);
  return { agreement, agency, missing, clock: { ownersZone } };
}
