/**
 * A month's wins as one card: planned while the month runs, and when it is over put to the client by itself where the
 * agreement permits it, else to the owner, who leaves out what they like and posts it. A month without any has none.
 */
import { winsRecapPermission } from '../../agreement/wins.ts';
import { endOfMonth, monthOf } from '../../engine/allowance.ts';
import type { Effect, Say, SetDeadline } from '../../engine/effect.ts';
import type { EventOf } from '../../engine/event.ts';
import type { Ruling } from '../../engine/rule.ts';
import { plainSay } from '../../engine/say.ts';
import { chooseWording } from '../../engine/wordings.ts';
import { wordingsOf } from '../../language/wordings.ts';
import { answered, privately } from './answers.ts';
import { toOwner } from './around.ts';
import type { RecapFacts } from './load-months.ts';
import { cardKey, draftKey, kept, type Recap, recapOf } from './recap-record.ts';

const DAY = 86_400_000;
/** Later than this it does not go by itself any more: the owner decides. */
const GRACE = 3 * DAY;

/** The month is over: its card goes, or the owner has it to post. */
export function monthOver(facts: RecapFacts, now: number): Ruling {
  const { recap, agreement, channel } = facts;
  // The month after that one, though it be over as well, as after a long downtime.
  const next = recapOf(agreement, monthOf(agreement, endOfMonth(agreement, recap.data.month)));
  const settled = (change: Partial<Recap['data']>): SetDeadline => ({
    ...kept(recap, change),
    ...{ ringAt: null, state: 'met', settledAt: now },
  });
  if (isEmpty(facts)) return ruling('no-recap', facts, [settled({ state: 'none' }), next]);
  const isPermitted = agreement.mayPost.includes(winsRecapPermission) && channel !== null && now - recap.dueAt <= GRACE;
  const asked = worded(facts, { state: 'asked' });
  if (!isPermitted) return ruling('recap-asked', facts, [settled(asked.data), ...draftOf(facts, 'agreed'), next]);
  const posted = worded(facts, { state: 'posted', attempt: 1, by: null });
  return ruling('recap-posted', facts, [settled(posted.data), cardOf(posted, channel.id, null), next]);
}

/** Whether nothing is left that could stand on it. */
export function isEmpty({ wins, together, recap }: RecapFacts): boolean {
  return wins.every(({ id }) => recap.data.leftOut.includes(id)) && together === 0;
}

/** Somebody who serves the client decides about it, in the draft or in the list. */
export function recapPressed(event: EventOf<'ButtonPressed'>, facts: RecapFacts, index: number | null): Ruling {
  const { recap, channel } = facts;
  const { state, leftOut } = recap.data;
  const redraw: Effect = { kind: 'refresh', key: draftKey(recap) };
  const change = (name: string, data: Partial<Recap['data']>, effects: Effect[] = []) =>
    ruling(name, facts, [kept(recap, { ...data, by: event.actor }), ...effects, redraw, ...said(name, facts)]);
  switch (event.action) {
    case 'wins-card-post': {
      if (state === 'posted') return answered('card-known');
      if (channel === null) return answered('no-channel');
      if (isEmpty(facts)) return answered('card-empty');
      const posted = worded(facts, { state: 'posted', attempt: recap.data.attempt + 1, by: event.actor });
      return change('card-posted', posted.data, [cardOf(posted, channel.id, event.actor)]);
    }
    case 'wins-card-skip':
      return state === 'asked' ? change('card-skipped', { state: 'skipped' }) : answered('card-over');
    case 'wins-card-take-back':
      if (state !== 'posted') return answered('card-over');
      return change('card-taken-back', { state: 'skipped' }, [{ kind: 'withdraw', key: cardKey(recap) }]);
    case 'wins-card-all':
      return state === 'asked' ? change('card-changed', { leftOut: [] }) : answered('card-over');
    default: {
      const win = facts.all[index ?? -1];
      if (state !== 'asked' || win === undefined) return answered('card-over');
      return change('card-changed', { leftOut: [...new Set([...leftOut, win.id])] });
    }
  }
}

/** It could not be posted: the owner has it, and posts it when the moment suits. */
export function cardNotPosted(facts: RecapFacts, because: 'trouble' | 'refused'): Ruling[] {
  const { recap } = facts;
  if (recap.data.state !== 'posted') return [];
  const again: Effect = { kind: 'refresh', key: draftKey(recap) };
  return [ruling('recap-held', facts, [kept(recap, { state: 'asked' }), ...draftOf(facts, because), again])];
}

function draftOf(facts: RecapFacts, because: 'agreed' | 'trouble' | 'refused'): Effect[] {
  const { recap } = facts;
  const notice = toOwner(facts, { key: draftKey(recap), view: 'wins-draft', data: { recap: recap.id, because } });
  return notice === null ? [] : [{ ...notice, quotes: recap.subject }];
}

function cardOf(recap: Recap, channelId: string, approvedBy: string | null): Say {
  return plainSay({
    key: cardKey(recap),
    to: { kind: 'channel', channelId, threadTs: null },
    audience: 'client',
    permission: approvedBy === null ? winsRecapPermission : null,
    approvedBy,
    view: 'wins-card',
    data: { recap: recap.id, wording: recap.data.wording },
    quotes: recap.subject,
  });
}

/** What the owner has read it in it is posted in. */
function worded({ recap, wordings }: RecapFacts, change: Partial<Recap['data']>): Recap {
  const data = { ...recap.data, ...change };
  const wording = data.wording ?? chooseWording(wordingsOf('recap'), wordings, recap.subject);
  return { ...recap, data: { ...data, wording } };
}

/** What changes before their eyes needs no word. */
function said(name: string, { recap }: RecapFacts): Effect[] {
  if (name === 'card-changed') return [{ kind: 'answer', how: 'plainly' }];
  return [privately('wins-card-said', { what: name, recap: recap.id })];
}

function ruling(name: string, { recap }: RecapFacts, effects: Effect[]): Ruling {
  return { reason: { name, data: { month: recap.data.month } }, subject: null, effects };
}
