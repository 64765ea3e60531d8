import type { Effect } from '../../engine/effect.ts';
import type { Event, EventOf } from '../../engine/event.ts';
import { readFormSubject } from '../../engine/form-subject.ts';
import type { Decision, Ruling } from '../../engine/rule.ts';
import { answered, privately, ruling } from './answers.ts';
import { formOf } from './asking.ts';
import type { Facts, RequestFacts } from './load.ts';
import type { RecapFacts } from './load-months.ts';
import { quarterOver } from './quarter.ts';
import { isOnItsWay, raised } from './raising.ts';
import { cardNotPosted, monthOver, recapPressed } from './recap.ts';
import { cardKey, plannedAnew } from './recap-record.ts';
import { notPosted, pressed } from './settling.ts';
import { signed } from './signs.ts';

/** Opens the form, posts what went well, and keeps what cannot be posted now for later. */
export function decide({ event, facts, now }: Decision<Facts>): Ruling[] {
  switch (facts.kind) {
    case 'nothing':
      return [];
    case 'not-theirs':
      return [answered(facts.what)];
    case 'list':
      return event.kind === 'CommandGiven' ? [listed(event, facts.clientId, now)] : [];
    case 'planning': {
      const effects = plannedAnew(facts.agreement, facts.rows, now);
      return effects.length === 0 ? [] : [ruling('planned', null, effects)];
    }
    case 'quarter':
      return [quarterOver(facts, now)];
    case 'recap':
      return aboutRecap(event, facts, now);
    case 'sign':
      return signed(event, facts, now);
    case 'undelivered':
      return event.kind === 'DeliveryFailed' ? notPosted(event, facts) : [];
    case 'request':
      return [asked(event as EventOf<'CommandGiven' | 'ShortcutUsed' | 'ButtonPressed' | 'FormSubmitted'>, facts, now)];
  }
}

function aboutRecap(event: Event, facts: RecapFacts, now: number): Ruling[] {
  if (event.kind === 'DeadlineDue') return [monthOver(facts, now)];
  if (event.kind === 'ButtonPressed') return [recapPressed(event, facts, readFormSubject(event.value).stood)];
  if (event.kind !== 'DeliveryFailed' || event.key !== cardKey(facts.recap)) return [];
  return cardNotPosted(facts, event.because === 'not_now' ? 'trouble' : 'refused');
}

function asked(
  event: EventOf<'CommandGiven' | 'ShortcutUsed' | 'ButtonPressed' | 'FormSubmitted'>,
  facts: RequestFacts,
  now: number,
): Ruling {
  if (event.kind === 'ButtonPressed') return pressed(event, facts, now);
  if (event.kind === 'FormSubmitted') return raised(event, facts, now);
  if (facts.channel === null) return answered('no-channel');
  if (facts.win !== null && isOnItsWay(facts.win)) return answered('known', { win: facts.win.id });
  return ruling('asked', null, [formOf(event, facts)]);
}

/** The wins of a month: this one, or the one that was typed. */
function listed(event: EventOf<'CommandGiven'>, clientId: string, now: number): Ruling {
  const wanted = event.words.trim().split(/\s+/)[1] ?? '';
  if (wanted !== '' && !/^\d{4}-(0[1-9]|1[0-2])$/.test(wanted)) return answered('which-month');
  const shown: Effect = privately('wins-list', { clientId, month: wanted, at: now });
  return ruling('asked', null, [shown]);
}
