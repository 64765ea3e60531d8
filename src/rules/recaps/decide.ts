import type { Event, EventOf } from '../../engine/event.ts';
import { passedOn } from '../../engine/passed-on.ts';
import type { Decision, Ruling } from '../../engine/rule.ts';
import { answered, because } from './answers.ts';
import { began, rang } from './asking.ts';
import { confirmed, keptAsWritten, missed, missingAsked } from './confirming.ts';
import { dayCame, turned } from './doing.ts';
import type { Facts, RecapFacts } from './load.ts';
import { notPosted, notReminded } from './waiting.ts';
import { lookedAt, nothing, opened, sent, written } from './writing.ts';

/** Asks what came out of a meeting, puts it before the client, and keeps what both sides say of it. */
export function decide({ event, facts, now }: Decision<Facts>): Ruling[] {
  switch (facts.kind) {
    case 'nothing':
      return [];
    case 'none':
      return event.source === 'request' ? [answered(facts.what)] : [];
    case 'list':
      return [listed(facts)];
    case 'begun':
      return event.kind === 'MeetingHeld' ? began(facts, event.meeting, now) : skippedInstead(event, facts);
    case 'recap':
      return about(event, facts, now);
  }
}

function listed({ clientId, serves }: Extract<Facts, { kind: 'list' }>): Ruling {
  if (clientId === null) return answered('which');
  if (!serves) return answered('not-yours');
  return {
    reason: { name: 'asked', data: {} },
    subject: null,
    effects: [{ kind: 'answer', how: 'privately', view: 'recap-actions', data: { clientId } }],
  };
}

function about(event: Decision<Facts>['event'], facts: RecapFacts, now: number): Ruling[] {
  switch (event.kind) {
    case 'DeadlineDue':
      return facts.action === null ? rang(facts, now) : dayCame(facts, facts.action);
    case 'DeliveryFailed':
      return undelivered(event, facts, now);
    case 'MessageDeleted':
      return facts.goneKey === null ? [] : notPosted(facts.goneKey, facts);
    case 'CommandGiven':
      return [opened(event, facts)];
    case 'ButtonPressed':
      return [pressed(event, facts, now)];
    case 'FormSubmitted':
      return [submitted(event, facts, now)];
    default:
      return [];
  }
}

function pressed(event: EventOf<'ButtonPressed'>, facts: RecapFacts, now: number): Ruling {
  const { action } = facts;
  if (event.action === 'recap-confirm') return confirmed(event, facts, now);
  if (event.action === 'recap-missing') return missingAsked(event, facts);
  if (action !== null) return turned(event, facts, action, now);
  if (!facts.serves) return answered('not-yours');
  switch (event.action) {
    case 'recap-look':
      return lookedAt(event, facts);
    case 'recap-nothing':
    case 'recap-after-all':
      return nothing(event, facts, now);
    case 'recap-keep':
      return keptAsWritten(event, facts, now);
    case 'recap-write':
    case 'recap-rows':
      return opened(event, facts);
    default:
      return answered('gone');
  }
}

function submitted(event: EventOf<'FormSubmitted'>, facts: RecapFacts, now: number): Ruling {
  if (event.form === 'recap-missing') return missed(event, facts, now);
  if (!facts.serves) return answered('not-yours');
  return event.form === 'recap-preview' ? sent(event, facts, now) : written(event, facts);
}

/** That nobody was asked what came of a meeting goes to the next, too. */
function skippedInstead(event: Event, facts: Extract<Facts, { kind: 'begun' }>): Ruling[] {
  const next = event.kind === 'DeliveryFailed' ? passedOn(event, facts) : null;
  return next === null ? [] : [{ reason: { name: 'passed-on', data: {} }, subject: null, effects: [next] }];
}

/** What staff could not be told goes to the next; what the client could not read is for whoever has them. */
function undelivered(event: EventOf<'DeliveryFailed'>, facts: RecapFacts, now: number): Ruling[] {
  if (event.view === 'recap-post') return notPosted(event.key, facts);
  if (event.view === 'recap-reminder') return notReminded(facts, now);
  const next = passedOn(event, facts);
  return next === null ? [] : [because('passed-on', facts.recap.data, [next])];
}
