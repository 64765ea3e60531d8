import { type Goal, goalsOf } from '../../agreement/goals.ts';
import { thereOrInstead } from '../../engine/absence.ts';
import type { Effect } from '../../engine/effect.ts';
import type { Event, EventOf, ViewData } from '../../engine/event.ts';
import { firstReachedIn, valueIn } from '../../engine/goal.ts';
import { goalMonthSubject } from '../../engine/goal-entry.ts';
import { placeOfNote } from '../../engine/kept-place.ts';
import { passedOn } from '../../engine/passed-on.ts';
import type { Decision, Ruling } from '../../engine/rule.ts';
import { plainSay } from '../../engine/say.ts';
import { readFigure } from './figure.ts';
import type { EnteredFacts, Facts } from './load.ts';
import { say } from './words.ts';

/** In letters of what somebody says a figure means. */
export const LONGEST_SENTENCE = 500;

/** Shows goals, keeps what staff enter of them, and tells the owner of one that is reached. */
export function decide({ event, facts }: Decision<Facts>): Ruling[] {
  switch (facts.kind) {
    case 'nothing':
      return [];
    case 'not-theirs':
      return [ruling(facts.what, [told(event, { what: facts.what })])];
    case 'list':
      return [ruling('asked', [privately('goals-list', { clientId: facts.clientId })])];
    case 'entered':
      return [event.kind === 'FormSubmitted' ? entered(event, facts) : opened(facts)];
    case 'noted':
      return noted(facts);
    case 'undelivered': {
      const next = event.kind === 'DeliveryFailed' && event.because !== 'over' ? passedOn(event, facts) : null;
      return next === null ? [] : [ruling('told-instead', [next])];
    }
  }
}

function opened({ agreement, month }: EnteredFacts): Ruling {
  if (goalsOf(agreement).length === 0) return ruling('none', [privately('goals-list', { clientId: agreement.id })]);
  const data = { subject: goalMonthSubject(agreement.id, month) };
  return ruling('asked', [{ kind: 'answer', how: 'open-form', view: 'goals-form', data }]);
}

/** Keeps what is another than before; nothing of what stayed the same. */
function entered(event: EventOf<'FormSubmitted'>, facts: EnteredFacts): Ruling {
  const { agreement, language } = facts;
  const goals = goalsOf(agreement);
  const figures = goals.map((goal) => ({ goal, figure: readFigure(event.values[`value-${goal.id}`]) }));
  const wrong = figures.flatMap(({ goal, figure }) =>
    figure === undefined ? [[`value-${goal.id}`, say(language, 'error.figure')] as const] : [],
  );
  if (wrong.length > 0) {
    const errors = Object.fromEntries(wrong);
    return ruling('refused', [{ kind: 'answer', how: 'field-errors', errors, data: {} }]);
  }
  const effects = figures.flatMap(({ goal, figure }) => changed(event, facts, goal, figure ?? null));
  const data = { clientId: agreement.id, count: effects.filter(({ kind }) => kind === 'note-goal').length };
  const over: Effect = { kind: 'answer', how: 'update-form', view: 'goals-over', data };
  return ruling('entered', [...effects, over]);
}

function changed(event: EventOf<'FormSubmitted'>, facts: EnteredFacts, goal: Goal, value: number | null): Effect[] {
  const { agreement, month, values, sentences, channelId } = facts;
  const before = valueIn(values, goal.id, month);
  const sentence = String(event.values[`says-${goal.id}`] ?? '').trim();
  // A sentence about no figure says nothing.
  const isSame = (before?.value ?? null) === value && (value === null || sentence === (sentences[goal.id] ?? ''));
  if (isSame) return [];
  const hasWords = sentence !== '' && value !== null && channelId !== null;
  const note = hasWords ? { channelId, place: placeOfNote(event.actor, `${event.id}-${goal.id}`) } : null;
  const old = before?.note ?? null;
  return [
    ...(old === null ? [] : [{ kind: 'drop-words' as const, ...old, atOnce: true as const }]),
    ...(note === null ? [] : [{ kind: 'keep-words' as const, ...note, text: sentence.slice(0, LONGEST_SENTENCE) }]),
    {
      kind: 'note-goal',
      value: {
        ...{ id: `goal:${event.id}:${goal.id}`, goalId: goal.id, month, value, note },
        agreementVersion: agreement.version,
      },
    },
  ];
}

/** Reached for the first time, its owner hears, once for each target. */
function noted(facts: Extract<Facts, { kind: 'noted' }>): Ruling[] {
  const { goal, month, values, agreement } = facts;
  if (firstReachedIn(goal, values) !== month) return [];
  const owner = thereOrInstead(agreement.people.owner.id, facts);
  if (owner === null) return [];
  const notice = plainSay({
    key: `goals:reached:${agreement.id}:${goal.id}:${goal.target}`,
    to: { kind: 'person', userId: owner.userId },
    audience: owner.audience,
    view: 'goal-reached',
    data: { clientId: agreement.id, goal: goal.id, month },
  });
  return [{ reason: { name: 'reached', data: { goal: goal.id, month } }, subject: null, effects: [notice] }];
}

function told(event: Event, data: ViewData): Effect {
  return event.kind === 'FormSubmitted'
    ? { kind: 'answer', how: 'update-form', view: 'goals-over', data }
    : privately('goals-said', data);
}

function ruling(name: string, effects: Effect[]): Ruling {
  return { reason: { name, data: {} }, subject: null, effects };
}

function privately(view: string, data: ViewData): Effect {
  return { kind: 'answer', how: 'privately', view, data };
}
