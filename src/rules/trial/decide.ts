import { clientSubject } from '../../engine/client-subject.ts';
import type { Effect } from '../../engine/effect.ts';
import type { Event, ViewData } from '../../engine/event.ts';
import type { Decision, Ruling } from '../../engine/rule.ts';
import type { Facts } from './load.ts';

/** Shows how the trial goes, notes what staff think of what was held back, and begins or ends it for a manager. */
export function decide({ event, facts }: Decision<Facts>): Ruling[] {
  switch (facts.kind) {
    case 'shown':
      return [shown(facts)];
    case 'verdict':
      return [judged(event, facts)];
    case 'switch':
      return [switched(event, facts)];
    case 'nothing':
      return [];
  }
}

function shown({ clientId, serves }: Extract<Facts, { kind: 'shown' }>): Ruling {
  if (clientId === null) return told('asked', 'trial-answer', { what: 'which' });
  if (!serves) return told('not-yours', 'trial-answer', { what: 'not-yours' });
  return told('asked', 'trial', { subject: clientSubject(clientId) });
}

/** Pressed twice it is one record; the other button changes it. */
function judged(event: Event, { held, serves }: Extract<Facts, { kind: 'verdict' }>): Ruling {
  if (!serves) return told('not-yours', 'trial-answer', { what: 'not-yours' });
  if (held === null || event.kind !== 'ButtonPressed') return told('asked', 'trial-answer', { what: 'gone' });
  const verdict = event.action === 'trial-right' ? 'right' : 'wrong';
  const answer = privately('trial-answer', { what: verdict });
  if (held.verdict === verdict) return ruling('asked', [answer]);
  const effects: Effect[] = [
    { kind: 'judge-held-back', id: held.id, verdict },
    { kind: 'refresh', key: held.key },
  ];
  return ruling(verdict, [...effects, answer]);
}

function switched(event: Event, { clientId, serves, isTrial }: Extract<Facts, { kind: 'switch' }>): Ruling {
  if (clientId === null) return told('asked', 'trial-answer', { what: 'gone' });
  if (!serves) return told('not-yours', 'trial-answer', { what: 'not-yours' });
  const isStart = event.kind === 'ButtonPressed' && event.action === 'trial-start';
  const answer = privately('trial', { subject: clientSubject(clientId), isNew: isStart !== isTrial });
  if (isStart === isTrial) return ruling('asked', [answer]);
  const change: Effect = { kind: 'change-agreement', values: [{ path: ['trial'], value: isStart }] };
  return ruling(isStart ? 'begun' : 'gone-live', [change, answer]);
}

function told(name: string, view: string, data: ViewData): Ruling {
  return ruling(name, [privately(view, data)]);
}

function privately(view: string, data: ViewData): Effect {
  return { kind: 'answer', how: 'privately', view, data };
}

function ruling(name: string, effects: Effect[]): Ruling {
  return { reason: { name, data: {} }, subject: null, effects };
}
