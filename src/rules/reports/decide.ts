import type { Event, EventOf, ViewData } from '../../engine/event.ts';
import { passedOn } from '../../engine/passed-on.ts';
import type { Decision, Ruling } from '../../engine/rule.ts';
import { answered, because, privately } from './answers.ts';
import { approved, sentNow, skipped, takenUp, unapproved, whyOver } from './approving.ts';
import { edited } from './editing.ts';
import { figured } from './figured.ts';
import { hourCame } from './hour.ts';
import { type ArchiveFacts, type Facts, kinds, type ReportFacts } from './load.ts';
import { noted } from './record.ts';
import { notPosted } from './sending.ts';
import { keptCurrent } from './upkeep.ts';

/** Puts a draft before its owner, sends it once it is approved or by itself, and shows what went before. */
export function decide({ event, facts, now }: Decision<Facts>): Ruling[] {
  switch (facts.kind) {
    case 'nothing':
      return [];
    case 'gone':
      return [answered('gone')];
    case 'archive':
      return [archive(event, facts)];
    case 'drafts':
      return facts.drafts.flatMap((one) => keptCurrent(one, now));
    case 'report':
      return aboutReport(event, facts, now);
  }
}

function aboutReport(event: Event, facts: ReportFacts, now: number): Ruling[] {
  switch (event.kind) {
    case 'ReportChanged':
      return keptCurrent(facts, now);
    case 'GoalNoted':
      return figured(event, facts);
    case 'DeadlineDue':
      return hourCame(facts, now);
    case 'DeliveryFailed':
      return event.to.kind === 'person' ? toTheNext(event, facts) : notPosted(event, facts, now);
    case 'ButtonPressed':
      return [facts.serves ? pressed(event, facts, now) : answered('not-yours')];
    case 'FormSubmitted':
      return [facts.serves ? submitted(event, facts, now) : answered('not-yours')];
    default:
      return [];
  }
}

function pressed(event: EventOf<'ButtonPressed'>, facts: ReportFacts, now: number): Ruling {
  const { report } = facts.whole;
  switch (event.action) {
    case 'report-approve':
      return approved(event, facts, now);
    case 'report-unapprove':
      return unapproved(facts);
    case 'report-send':
      return sentNow(event, facts, now);
    case 'report-edit':
    case 'report-skip': {
      const not = whyOver(report);
      return not === null ? opened(event, facts) : answered(not, report);
    }
    case 'report-take-up':
      return takenUp(event, facts, now);
    default:
      return opened(event, facts);
  }
}

const forms: Record<string, string> = {
  'report-edit': 'report-edit-form',
  'report-skip': 'report-skip-form',
  'report-read': 'report-shown',
  'report-markdown': 'report-markdown',
  'report-page': 'report-page',
};

/** A form, in the place of the one that the button stands in where it stands in one. */
function opened(event: EventOf<'ButtonPressed'>, { whole }: ReportFacts): Ruling {
  const view = forms[event.action] ?? 'report-shown';
  const how = event.entered === undefined ? 'open-form' : 'update-form';
  return because('asked', whole.report, [{ kind: 'answer', how, view, data: { report: whole.report.id } }]);
}

function submitted(event: EventOf<'FormSubmitted'>, facts: ReportFacts, now: number): Ruling {
  return event.form === 'report-edit' ? edited(event, facts, now) : skipped(event, facts);
}

/** Somebody of the staff cannot be told: the next one is; of what its view found settled nobody need be. */
function toTheNext(event: EventOf<'DeliveryFailed'>, facts: ReportFacts): Ruling[] {
  const say = event.because === 'settled' ? null : passedOn(event, facts);
  const { report } = facts.whole;
  return say === null ? [] : [because('passed-on', report, [say, ...noted(report, facts.kept, [say])])];
}

/** What went before: for staff with what was left out, for whoever is in the client's channel what was sent. */
function archive(event: Event, facts: ArchiveFacts): Ruling {
  const { clientId, which, serves, isInTheirChannel, from } = facts;
  const isForClients = event.kind === 'ButtonPressed' && event.action === 'report-earlier';
  if (isForClients && !isInTheirChannel) return asked('reports-earlier', { client: null });
  if (clientId === null) return answered('which');
  if (!isForClients && !serves) return answered('not-yours');
  const data: ViewData = { client: clientId, which: kinds.indexOf(which), before: from?.goesAt ?? null };
  const view = isForClients ? 'reports-earlier' : 'reports-list';
  return asked(view, data);
}

function asked(view: string, data: ViewData): Ruling {
  return { reason: { name: 'asked', data: {} }, subject: null, effects: [privately(view, data)] };
}
