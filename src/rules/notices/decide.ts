import type { Effect } from '../../engine/effect.ts';
import type { Event, ViewData } from '../../engine/event.ts';
import type { NoticeChoice } from '../../engine/notice-choice.ts';
import type { Decision, Ruling } from '../../engine/rule.ts';
import { asText, fromText, levels, readForm } from './choose.ts';
import type { Facts } from './load.ts';

/** Shows a manager's choice, or changes it; everybody else is told that there is nothing to choose. */
export function decide({ event, facts }: Pick<Decision<Facts>, 'event' | 'facts'>): Ruling[] {
  if (!facts.manages) return [answered('not-yours', { what: 'not-yours' })];
  switch (event.kind) {
    case 'CommandGiven':
      return [answered('asked', { what: 'now' })];
    case 'ButtonPressed':
      return [pressed(event.action, event.value, event, facts)];
    case 'FormSubmitted': {
      const read = readForm(event.values, facts.language);
      if (!('errors' in read)) return [chosen(read, 'changed', event, facts)];
      const { errors } = read;
      return [ruling('refused', [{ kind: 'answer', how: 'field-errors', errors, data: event.values }])];
    }
    default:
      return [];
  }
}

function pressed(action: string, value: string, event: Event, facts: Facts): Ruling {
  const level = levels.find((one) => action === `notices-${one}`);
  if (level !== undefined) return chosen({ ...facts.choice, level }, 'changed', event, facts);
  if (action === 'notices-quiet') {
    return ruling('asked', [{ kind: 'answer', how: 'open-form', view: 'notices-quiet', data: {} }]);
  }
  const before = fromText(value);
  return before === null ? answered('asked', { what: 'now' }) : chosen(before, 'restored', event, facts);
}

function chosen(choice: NoticeChoice, what: 'changed' | 'restored', { actor }: Event, facts: Facts): Ruling {
  const before = asText(facts.choice);
  if (asText(choice) === before) return answered('same', { what: 'same' });
  const effect: Effect = { kind: 'choose-notices', userId: actor ?? '', choice };
  return answered('chosen', { what, ...(what === 'changed' ? { before } : {}) }, [effect]);
}

function answered(name: string, data: ViewData, effects: Effect[] = []): Ruling {
  return ruling(name, [...effects, { kind: 'answer', how: 'privately', view: 'notices', data }]);
}

function ruling(name: string, effects: Effect[]): Ruling {
  return { reason: { name, data: {} }, subject: null, effects };
}
