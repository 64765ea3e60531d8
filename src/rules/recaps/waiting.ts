/** What was sent and nobody confirmed: the client is reminded once, kindly; then whoever has the client says what becomes of it. */
import type { Say } from '../../engine/effect.ts';
import type { Ruling } from '../../engine/rule.ts';
import { plainSay } from '../../engine/say.ts';
import { sayTo } from '../../engine/say-to.ts';
import { because, drawnAgain } from './answers.ts';
import type { RecapFacts } from './load.ts';
import { keepRecap, over, pending, postKey, type Recap } from './record.ts';
import { daysAfter } from './times.ts';

/** In business days: until the client is reminded, until somebody decides, and until it is left as it is. */
export const CONFIRMED_WITHIN = 3;
const DECIDED_AFTER = 2;
const LEFT_AFTER = 5;

/** In the thread of what they are to confirm, in its sender's name. */
export function remindedClient(facts: RecapFacts, now: number): Ruling {
  const { recap, agreement } = facts;
  const { sent } = recap.data;
  if (sent === null) return because('nothing-sent', recap.data, [keepRecap(recap, pending(null))]);
  const said = plainSay({
    key: `recaps:reminder:${recap.subject}:${sent.edition}:${sent.revision}`,
    to: { kind: 'channel', channelId: sent.channelId, threadTs: null, under: postKey(recap.subject, sent.edition) },
    audience: 'client',
    approvedBy: sent.by,
    view: 'recap-reminder',
    data: { subject: recap.id, revision: sent.revision },
  });
  const next: Recap = { ...recap, data: { ...recap.data, stage: 'reminded' } };
  return because('reminded', recap.data, [keepRecap(next, pending(daysAfter(agreement, now, DECIDED_AFTER))), said]);
}

/** Whoever has the client is told once; then it is left as it is, and can still be confirmed. */
export function leftToOwner(facts: RecapFacts, now: number): Ruling {
  const { recap, agreement } = facts;
  if (recap.data.stage === 'left') {
    const next: Recap = { ...recap, data: { ...recap.data, outcome: 'unconfirmed' } };
    return because('unconfirmed', recap.data, [keepRecap(next, over('breached', now)), ...drawnAgain(next)]);
  }
  const next: Recap = { ...recap, data: { ...recap.data, stage: 'left' } };
  const keep = keepRecap(next, pending(daysAfter(agreement, now, LEFT_AFTER)));
  return because('left', recap.data, [keep, ...toOwner(facts, 'recap-waits', `${recap.data.sent?.revision ?? 0}`)]);
}

/** It was out of tune to remind them, or could not be posted: whoever has the client decides now. */
export function notReminded(facts: RecapFacts, now: number): Ruling[] {
  const { recap } = facts;
  return recap.state === 'pending' && recap.data.stage === 'reminded' ? [leftToOwner(facts, now)] : [];
}

/**
 * What the client was to read (by its message's key) could not be posted, or somebody deleted it: it is a draft again, and
 * whoever sent it hears so.
 */
export function notPosted(key: string, facts: RecapFacts): Ruling[] {
  const { recap } = facts;
  const { sent } = recap.data;
  const isCurrent = sent !== null && key === postKey(recap.subject, sent.edition) && recap.data.stage !== 'asked';
  if (!isCurrent || recap.state !== 'pending') return [];
  const { by, place } = sent;
  const next: Recap = {
    ...recap,
    data: { ...recap.data, stage: 'asked', sent: null, draft: { by, place }, revision: recap.data.revision + 1 },
  };
  return [
    because('not-posted', recap.data, [
      keepRecap(next, pending(null)),
      ...drawnAgain(recap),
      ...toOwner(facts, 'recap-not-posted', `${sent.revision}`, by),
    ]),
  ];
}

/** A direct message to one of the agency about it, or to whoever stands in; `which`: of several alike. */
export function toOwner(
  facts: RecapFacts,
  view: string,
  which: string,
  userId = facts.agreement.people.owner.id,
): Say[] {
  const { recap } = facts;
  const key = `recaps:${view.replace('recap-', '')}:${recap.subject}:${which}:${userId}`;
  return sayTo(userId, { key, view, data: { subject: recap.id } }, facts);
}
