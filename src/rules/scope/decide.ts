import type { Event, EventOf } from '../../engine/event.ts';
import { readMessageSubject } from '../../engine/message-subject.ts';
import { type Decision, firstWord, type Ruling } from '../../engine/rule.ts';
import { answered, ruling } from './answers.ts';
import { askedImport } from './asked.ts';
import { favour, filledIn, ofMessage, used } from './asking.ts';
import { asksToEdit, edited } from './edit.ts';
import { takenBack } from './entries.ts';
import { asksToImport, confirmed, importUndone, pasted } from './import.ts';
import type { EntryFacts, Facts } from './load.ts';
import { instead } from './notices.ts';
import { recapped } from './recap.ts';

/** Shows the list and the favours, notes down what was used and given, and takes back; nothing is said to the client. */
export function decide({ event, facts, now }: Decision<Facts>): Ruling[] {
  switch (facts.kind) {
    case 'list':
      return [listed(event, facts)];
    case 'not-theirs':
      return [answered(facts.what, { what: facts.what })];
    case 'entry':
      return [requested(event, facts, now)];
    case 'recap':
      return [recapped(facts, now)];
    case 'undelivered': {
      const again = event.kind === 'DeliveryFailed' ? instead(event, facts) : null;
      return again === null ? [] : [ruling('passed-on', {}, [again])];
    }
    case 'nothing':
      return [];
  }
}

function listed(event: Event, { clientId, serves }: Extract<Facts, { kind: 'list' }>): Ruling {
  if (clientId === null) return answered('asked', { what: 'which' });
  if (!serves) return answered('not-yours', { what: 'not-yours' });
  const isFavours = event.kind === 'CommandGiven' && firstWord(event.words) === 'favours';
  const view = isFavours ? 'scope-favours' : 'scope-list';
  return ruling('asked', {}, [{ kind: 'answer', how: 'privately', view, data: { clientId } }]);
}

function requested(event: Event, facts: EntryFacts, now: number): Ruling {
  switch (event.kind) {
    case 'CommandGiven':
      if (askedImport(event.words) !== null) return asksToImport(facts);
      if (firstWord(event.words) === 'scope') return asksToEdit(event.words, facts);
      return firstWord(event.words) === 'favour' ? favour(event, facts) : used(event, facts);
    case 'FormSubmitted':
      return submitted(event, facts, now);
    case 'ShortcutUsed':
      return ofMessage('used', event.message, facts, false);
    case 'ButtonPressed':
      return pressed(event.action, event.value, facts);
    default:
      throw new Error('Nothing of this was asked for.');
  }
}

function submitted(event: EventOf<'FormSubmitted'>, facts: EntryFacts, now: number): Ruling {
  switch (event.form) {
    case 'scope-item':
      return edited(event, facts);
    case 'scope-import':
      return pasted(event, facts, now);
    case 'scope-import-confirm':
      return confirmed(event, facts);
    default:
      return filledIn(event, facts);
  }
}

function pressed(action: string, value: string, facts: EntryFacts): Ruling {
  if (action === 'scope-undo') return takenBack(facts);
  if (action === 'scope-import-undo') return importUndone(facts);
  const message = readMessageSubject(value);
  if (message === null) return answered('gone', { what: 'message-gone' });
  return ofMessage(action.startsWith('scope-favour') ? 'favour' : 'used', message, facts, action.endsWith('-more'));
}
