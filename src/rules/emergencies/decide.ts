import type { Event, EventOf } from '../../engine/event.ts';
import { readFormSubject } from '../../engine/form-subject.ts';
import { severities } from '../../engine/incident.ts';
import { type Decision, firstWord, type Ruling } from '../../engine/rule.ts';
import { escapeMrkdwn } from '../../language/messages.ts';
import { answered, openForm } from './answers.ts';
import { drillForm, LONGEST_WORDS } from './config.ts';
import { aboutDrill, drillAsked, drillBegun } from './drill.ts';
import { handedOver, named } from './handing.ts';
import type { Facts, IncidentFacts } from './load.ts';
import { alarming, offersOver, offerUndelivered, raisedByReading, saidToBeNone, whyNotAsked } from './offer.ts';
import { timeCame, undelivered } from './passing.ts';
import { asked, raised } from './raising.ts';
import { closed, reopened, severityChanged, updated } from './running.ts';
import { added, passedOn, taken } from './taking.ts';

/** Raises emergencies, goes through the chain until somebody has it, and keeps the client in the picture to the end. */
export function decide({ event, facts, now }: Decision<Facts>): Ruling[] {
  switch (facts.kind) {
    case 'nothing':
      return [];
    case 'not-theirs':
      return event.source === 'request' ? [answered(facts.what, { what: facts.what })] : [];
    case 'list':
      return [facts.serves ? answered('asked', { what: 'list', clientId: facts.clientId }) : notYours()];
    case 'raise':
      return aboutRaising(event, facts, now);
    case 'incident':
      return aboutIncident(event, facts, now);
    case 'wakes':
      return waking(event, facts, now);
    case 'alarming':
      return alarming(event, facts, now);
    case 'offers-over':
      return offersOver(facts, now);
    case 'offer-pressed':
      return [saidToBeNone(event, facts, now)];
    case 'offer-undelivered':
      return event.kind === 'DeliveryFailed' ? offerUndelivered(event, facts, now) : [];
  }
}

/** The agreement says that such a message wakes people: as if the client had raised it, once for each conversation. */
function waking(event: Event, facts: Extract<Facts, { kind: 'wakes' }>, now: number): Ruling[] {
  const rulings = whyNotAsked(facts.alarming) === null ? raised(event, facts.raise, '', now, true) : [];
  const [first] = rulings;
  if (first === undefined) return alarming(event, facts.alarming, now);
  return [{ ...first, effects: [raisedByReading(facts.alarming, now), ...first.effects] }];
}

const notYours = () => answered('not-yours', { what: 'not-yours' });

function aboutRaising(event: Event, facts: Extract<Facts, { kind: 'raise' }>, now: number): Ruling[] {
  switch (event.kind) {
    case 'ButtonPressed':
    case 'ShortcutUsed':
      return [asked(facts)];
    case 'CommandGiven': {
      const text = event.words.trim().slice(firstWord(event.words).length).trim();
      if (/^(drill|tatbikat)\b/iu.test(text)) return [drillAsked(facts, now)];
      return text === '' ? [asked(facts)] : raised(event, facts, text, now);
    }
    case 'FormSubmitted':
      if (event.form === drillForm) return [drillBegun(event, facts, now)];
      return raised(event, facts, writtenIn(event.values.what), now);
    default:
      return raised(event, facts, '', now);
  }
}

function aboutIncident(event: Event, facts: IncidentFacts, now: number): Ruling[] {
  if (facts.incident.isDrill) return aboutDrill(event, facts, now);
  switch (event.kind) {
    case 'DeadlineDue':
      return timeCame(event, facts, now);
    case 'PageFailed':
    case 'DeliveryFailed':
      return undelivered(event, facts, now);
    case 'CommandGiven':
      return [commanded(event, facts, now)];
    case 'ButtonPressed':
      return [facts.serves || facts.wasPaged ? pressed(event, facts, now) : notYours()];
    case 'FormSubmitted':
      if (!facts.serves && !facts.wasPaged) return [notYours()];
      if (event.form === 'emergency-add') return [added(event, facts)];
      if (event.form !== 'emergency-update') return [answered('gone', { what: 'gone' })];
      return [updated(event, facts, writtenIn(event.values.text), now)];
    default:
      return [];
  }
}

function commanded(event: EventOf<'CommandGiven'>, facts: IncidentFacts, now: number): Ruling {
  const { asked: wanted, incident } = facts;
  switch (wanted?.what) {
    case 'update':
      return updated(event, facts, wanted.text, now);
    case 'close':
      return closed(event, facts, wanted.how, now);
    case 'reopen':
      return reopened(event, facts, now);
    case 'severity':
      return severityChanged(event, facts, wanted.severity);
    case 'handover':
      return handedOver(event, facts, now);
    case 'lead':
    case 'contact':
      return named(event, facts, wanted.what);
    case 'show':
      return answered('asked', { what: 'show', incident: incident.id });
    default:
      return answered('refused', { what: 'unreadable' });
  }
}

function pressed(event: EventOf<'ButtonPressed'>, facts: IncidentFacts, now: number): Ruling {
  const subject = facts.incident.id;
  switch (event.action) {
    case 'emergency-have':
      return taken(event, facts, now);
    case 'emergency-pass':
      return passedOn(event, facts, now);
    case 'emergency-add':
      return openForm('emergency-add-form', { subject });
    case 'emergency-update':
      return openForm('emergency-update-form', { subject });
    case 'emergency-severity':
      return severityChanged(event, facts, severities[readFormSubject(event.value).stood ?? 0] ?? 'critical');
    case 'emergency-false-alarm':
      return closed(event, facts, 'false-alarm', now);
    default:
      return closed(event, facts, 'resolved', now);
  }
}

/** What somebody wrote into a form, as Slack would write it in a message. */
function writtenIn(value: unknown): string {
  return escapeMrkdwn(
    String(value ?? '')
      .trim()
      .slice(0, LONGEST_WORDS),
  );
}
