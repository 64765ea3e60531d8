/** What the rule asks before it decides; the database only. */
import type { Agency } from '../../agreement/agency.ts';
import { managersOf } from '../../agreement/agency.ts';
import type { Agreement } from '../../agreement/agreement.ts';
import { type Missing, missingAmong, partakersOf } from '../../engine/absence.ts';
import { monthBefore } from '../../engine/allowance.ts';
import { hasEmergency } from '../../engine/emergency-talk.ts';
import type { EventOf } from '../../engine/event.ts';
import type { Ask } from '../../engine/facts.ts';
import { readFormSubject } from '../../engine/form-subject.ts';
import type { ChoiceOf } from '../../engine/notice-choice.ts';
import { monthOfFigures, type Report, type ReportKind } from '../../engine/report.ts';
import type { Decision } from '../../engine/rule.ts';
import { actorServes } from '../../engine/serving.ts';
import { beforeThis, previous } from './archive.ts';
import { ruleName } from './config.ts';
import { type Kept, readKept } from './record.ts';
import { postKey } from './subject.ts';
import { loadWhole, type Whole } from './whole.ts';

/** Whose client it is, and who of the agency is there. */
export type Reach = { agreement: Agreement; agency: Agency | null; missing: Missing };

/** A report with all that is decided by. */
export type ReportFacts = {
  kind: 'report';
  whole: Whole;
  /** Null: nobody has had its draft. */
  kept: Kept | null;
  /** Whether the asker works for this client. */
  serves: boolean;
  /** In which to word field errors. */
  language: string;
  /** The one that is pinned until this one goes, and the one that was to go before it. */
  pinned: Report | null;
  before: Report | null;
  isInEmergency: boolean;
  /** Whether it stands where the client reads. */
  stands: boolean;
  /** How managers wish to be told. */
  choices: ChoiceOf[];
} & Reach;

/** Somebody asks for what went before. */
export type ArchiveFacts = {
  kind: 'archive';
  clientId: string | null;
  which: ReportKind | null;
  serves: boolean;
  /** Where they asked, as far as clients read there. */
  isInTheirChannel: boolean;
  /** The last one they have seen; null: none. */
  from: Report | null;
};

/** Another version of the agreement holds: its drafts. */
export type DraftsFacts = { kind: 'drafts'; drafts: ReportFacts[] };

export type Facts = ReportFacts | ArchiveFacts | DraftsFacts | { kind: 'gone' } | { kind: 'nothing' };

const nothing: Facts = { kind: 'nothing' };
type About = Omit<Decision<unknown>, 'facts'>;

/** Loads what the event needs. */
export async function load(ask: Ask, about: About): Promise<Facts> {
  const { event, agreement } = about;
  switch (event.kind) {
    case 'ReportChanged':
      return isStillCollected(event) ? nothing : loadReport(ask, about, event.reportId);
    case 'AgreementApplied':
      return loadDrafts(ask, about);
    case 'DeadlineDue': {
      const deadline = event.rule === ruleName ? await ask('deadline', { id: event.deadlineId }) : null;
      return deadline === null ? nothing : loadReport(ask, about, deadline.subject);
    }
    case 'DeliveryFailed':
      return event.rule === ruleName ? loadReport(ask, about, String(event.data.report)) : nothing;
    case 'GoalNoted':
      return loadFigured(ask, about, event.month);
    case 'CommandGiven': {
      const serves = await actorServes(ask, about, agreement);
      const which = /\b(weekly|monthly)\b/i.exec(event.words)?.[1]?.toLowerCase() as ReportKind | undefined;
      const clientId = agreement?.id ?? null;
      return { kind: 'archive', clientId, which: which ?? null, serves, isInTheirChannel: false, from: null };
    }
    case 'ButtonPressed':
      return listing.includes(event.action) ? loadArchive(ask, about, event) : loadAsked(ask, about, event.value);
    case 'FormSubmitted':
      return loadAsked(ask, about, event.subject);
    default:
      return nothing;
  }
}

async function loadDrafts(ask: Ask, about: About): Promise<Facts> {
  const { agreement } = about;
  const open = agreement === null ? [] : await ask('openReports', { clientIds: [agreement.id] });
  const drafts: ReportFacts[] = [];
  for (const { id, state } of open) {
    const facts = state === 'draft' ? await loadReport(ask, about, id) : nothing;
    if (facts.kind === 'report') drafts.push(facts);
  }
  return { kind: 'drafts', drafts };
}

/** Until it has been a draft it is no matter of this rule's. */
function isStillCollected({ from, to }: EventOf<'ReportChanged'>): boolean {
  return to === 'collecting' && (from === null || from === 'collecting');
}

const listing: readonly string[] = ['report-earlier', 'reports-older'];
/** What a button that goes on in a list says of it, beside the report it goes on from. */
export const kinds: readonly (ReportKind | null)[] = [null, 'weekly', 'monthly'];

async function loadArchive(
  ask: Ask,
  about: About,
  { action, value, channelId }: EventOf<'ButtonPressed'>,
): Promise<Facts> {
  const { agreement } = about;
  const { about: id, stood } = readFormSubject(value);
  const from = await ask('report', { id });
  if (from === null || agreement === null || from.clientId !== agreement.id)
    return action === 'report-earlier' ? { ...nowhere } : { kind: 'gone' };
  const channel = channelId === null ? null : await ask('channel', { channelId });
  return {
    kind: 'archive',
    clientId: agreement.id,
    which: kinds[stood ?? 0] ?? null,
    serves: await actorServes(ask, about, agreement),
    isInTheirChannel: channel?.role === 'shared' && channel.clientId === agreement.id,
    from: stood === null ? null : from,
  };
}

/** Whoever presses it there is no business of ours. */
const nowhere: ArchiveFacts = {
  ...{ kind: 'archive', clientId: null, which: null, serves: false, isInTheirChannel: false, from: null },
};
/** The draft in which a month's figures stand. */
async function loadFigured(ask: Ask, about: About, month: string): Promise<Facts> {
  const { agreement } = about;
  const open = agreement === null ? [] : await ask('openReports', { clientIds: [agreement.id] });
  const asks = ({ state, questions }: Report) => state === 'draft' && questions.some(({ kind }) => kind === 'kpis');
  const shows = (one: Report) => [monthOfFigures(one), monthBefore(monthOfFigures(one))].includes(month);
  const found = open.find((one) => asks(one) && shows(one));
  return found === undefined ? nothing : loadReport(ask, about, found.id);
}

async function loadAsked(ask: Ask, about: About, subject: string): Promise<Facts> {
  const facts = await loadReport(ask, about, readFormSubject(subject).about);
  return facts.kind === 'nothing' ? { kind: 'gone' } : facts;
}

async function loadReport(ask: Ask, about: About, id: string): Promise<Facts> {
  const { event, agreement, agency, now } = about;
  const whole = await loadWhole(ask, id);
  if (whole === null || agreement === null || whole.report.clientId !== agreement.id) return nothing;
  const [deadline] = await ask('deadlines', { rule: ruleName, subjects: [id], channelIds: [] });
  return {
    kind: 'report',
    whole,
    kept: deadline === undefined ? null : readKept(deadline),
    serves: await actorServes(ask, about, agreement),
    language: (await ask('person', { userId: event.actor ?? '' }))?.language ?? agency?.defaults.language ?? 'en',
    ...(event.kind === 'ReportChanged' ? unasked : await loadNeighbours(ask, about, whole)),
    ...{ agreement, agency },
    missing: await missingAmong(ask, agreement.id, partakersOf(agreement, agency), now),
  };
}

type Neighbours = Pick<ReportFacts, 'pinned' | 'before' | 'isInEmergency' | 'stands' | 'choices'>;

/** What keeping its notices current does not need: a thousand reports may go at one hour. */
const unasked: Neighbours = { pinned: null, before: null, isInEmergency: false, stands: false, choices: [] };

async function loadNeighbours(ask: Ask, { agency }: About, { report, agreement }: Whole): Promise<Neighbours> {
  const userIds = managersOf(agreement, agency ?? undefined).map(({ id }) => id);
  return {
    pinned: await beforeThis(ask, report),
    before: await previous(ask, report),
    isInEmergency: await hasEmergency(ask, agreement.id),
    stands: report.postedAt !== null && (await ask('standsAt', { key: postKey(report) })) !== null,
    choices: await ask('noticeChoices', { userIds }),
  };
}
