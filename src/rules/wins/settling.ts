/** What becomes of a win that was raised: posted by a click, left, taken back; and what is done when it cannot be posted. */
import type { Effect } from '../../engine/effect.ts';
import type { EventOf } from '../../engine/event.ts';
import { passedOn } from '../../engine/passed-on.ts';
import type { Ruling } from '../../engine/rule.ts';
import { type Win, winKey } from '../../engine/win.ts';
import { answered, privately, ruling } from './answers.ts';
import { toOwner } from './around.ts';
import type { Facts, RequestFacts } from './load.ts';
import { isOnItsWay, onItsWay } from './raising.ts';
import { askedKey, changed, heldKey } from './record.ts';

/** A press of somebody who serves the client. Pressed twice it is one thing. */
export function pressed(event: EventOf<'ButtonPressed'>, facts: RequestFacts, now: number): Ruling {
  const { win, channel } = facts;
  if (win === null) return answered('gone');
  switch (event.action) {
    case 'win-post':
      if (channel === null) return answered('no-channel');
      return win.state === 'posted' ? answered('raised', { win: win.id }) : postedBy(event.actor, win, facts);
    case 'win-leave':
      return win.state === 'asked' || win.state === 'held'
        ? settled('left', win, event.actor, now)
        : answered('over', { win: win.id });
    default:
      return isOnItsWay(win) ? settled('taken-back', win, event.actor, now) : answered('over', { win: win.id });
  }
}

function postedBy(actor: string, win: Win, facts: RequestFacts): Ruling {
  const next = changed(win, {
    ...{ state: 'posted', attempt: win.state === 'asked' ? win.attempt : win.attempt + 1, approvedBy: actor },
    ...{ settledBy: null, settledAt: null },
  });
  return ruling('posted', next, [
    ...onItsWay(next, facts),
    ...redrawn(next),
    privately('win-said', { what: 'raised', win: win.id }),
  ]);
}

function settled(state: 'left' | 'taken-back', win: Win, by: string, now: number): Ruling {
  const effects = state === 'left' ? left(win, by, now) : takenBack(win, by, now);
  return ruling(state, win, [...effects, privately('win-said', { what: state, win: win.id })]);
}

function left(win: Win, by: string, now: number): Effect[] {
  return [{ kind: 'save-win', win: changed(win, { state: 'left', settledBy: by, settledAt: now }) }, ...redrawn(win)];
}

/** It goes from the client's channel, or never comes there. `by` null: the sign that raised it went. */
export function takenBack(win: Win, by: string | null, now: number): Effect[] {
  return [
    { kind: 'save-win', win: changed(win, { state: 'taken-back', settledBy: by, settledAt: now }) },
    { kind: 'withdraw', key: winKey(win) },
    ...redrawn(win),
  ];
}

/** What staff were told of it is drawn again, as it stands now. */
function redrawn(win: Win): Effect[] {
  return [askedKey(win), heldKey(win)].map((key) => ({ kind: 'refresh', key }));
}

/** It is not the moment, or Slack would not have it: whoever owns the client hears of it, and may post it later. */
export function notPosted(event: EventOf<'DeliveryFailed'>, facts: Extract<Facts, { kind: 'undelivered' }>): Ruling[] {
  const { win } = facts;
  if (event.view !== 'win-post') {
    const next = passedOn(event, facts, { priority: 'low' });
    return next === null ? [] : [ruling('told-instead', win, [next])];
  }
  if (win === null || win.state !== 'posted' || event.key !== winKey(win)) return [];
  const held = changed(win, { state: 'held' });
  const because = event.because === 'not_now' ? 'trouble' : 'refused';
  const notice = toOwner(facts, { key: heldKey(win), view: 'win-held', data: { win: win.id, because } });
  const again: Effect = { kind: 'refresh', key: heldKey(win) };
  return [ruling('held', win, [{ kind: 'save-win', win: held }, ...(notice === null ? [] : [notice]), again])];
}
