/** How a kept message leaves when its time has come, and what becomes of one that does not. */
import type { Agreement } from '../../agreement/agreement.ts';
import type { Effect, Say } from '../../engine/effect.ts';
import type { DeliveryFailed, ViewData } from '../../engine/event.ts';
import type { Ruling } from '../../engine/rule.ts';
import { plainSay } from '../../engine/say.ts';
import { changed, type Kept, openingFrom, waiting } from './kept.ts';
import type { LeavingFacts } from './load.ts';

/** Why the view finds that it should not leave just now; `views/post.ts` says so. */
export const closedAgain = 'closed_again';
export const wordsGone = 'words_gone';

/** It is due: posted where the office is open, or its author wants it out at once; else it waits for the next opening. */
export function leave({ kept, words }: LeavingFacts, agreement: Agreement, now: number): Ruling[] {
  if (kept.state !== 'pending') return [];
  if (words === null) return [unsent(kept, wordsGone, now)];
  const opensAt = kept.data.atOnce ? now : openingFrom(agreement, now);
  if (opensAt > now) return [because('moved', kept, [waiting(kept, opensAt)], { dueAt: opensAt })];
  const effects: Effect[] = [
    changed(kept, { state: 'met', settledAt: now, ringAt: null, data: { because: null } }),
    { kind: 'drop-words', channelId: kept.channelId, place: kept.place },
    post(kept),
  ];
  return [because('posted', kept, effects)];
}

function post({ subject, channelId, userId, dueAt, data }: Kept): Say {
  return plainSay({
    key: `later:post:${subject}:${dueAt}`,
    to: { kind: 'channel', channelId, threadTs: data.threadTs },
    audience: 'client',
    approvedBy: userId,
    onBehalfOf: userId,
    view: 'later-post',
    data: { subject, atOnce: data.atOnce },
  });
}

/** Slack or the gate did not take one of our messages: the author hears of a post, the client's owner of an author who is gone. */
export function notLeft(
  { view, to, because: why }: DeliveryFailed,
  { kept, words }: LeavingFacts,
  agreement: Agreement,
  now: number,
): Ruling[] {
  if (view === 'later-not-sent') {
    const isAuthor = to.kind === 'person' && to.userId === kept.userId;
    const { owner, backup } = agreement.people;
    const instead = [owner.id, backup.id].find((userId) => userId !== kept.userId);
    if (!isAuthor || instead === undefined) return [];
    return [because('told-instead', kept, [told(kept, 'later-not-sent', instead)], { to: instead })];
  }
  if (view !== 'later-post' || kept.state === 'cancelled') return [];
  if (why !== closedAgain || words === null) return [unsent(kept, why, now)];
  const opensAt = openingFrom(agreement, now);
  return [because('moved', kept, [waiting(kept, opensAt), keepAgain(kept, words)], { dueAt: opensAt })];
}

/** Another agreement: paused, its kept messages stay; ended, they do not leave; active, they go at its openings. */
export function underNewTerms(pending: readonly Kept[], agreement: Agreement, now: number): Ruling[] {
  if (agreement.status === 'ended') return pending.map((kept) => unsent(kept, 'ended', now));
  if (agreement.status === 'paused') {
    return pending.map((kept) => because('held', kept, [told(kept, 'later-held', kept.userId, agreement.version)]));
  }
  return pending.flatMap((kept) => {
    const dueAt = kept.data.atOnce ? kept.dueAt : openingFrom(agreement, Math.max(kept.dueAt, now));
    const isSet = dueAt === kept.dueAt && kept.ringAt !== null;
    return isSet ? [] : [because('moved', kept, [waiting(kept, dueAt)], { dueAt })];
  });
}

function unsent(kept: Kept, why: string, now: number): Ruling {
  const settled = changed(kept, { state: 'breached', settledAt: now, ringAt: null, data: { because: why } });
  const dropped: Effect = { kind: 'drop-words', channelId: kept.channelId, place: kept.place };
  return because('not-sent', kept, [settled, dropped, told(kept, 'later-not-sent', kept.userId)], { because: why });
}

/** Its words are not in it: where they are is said. */
function told({ subject, dueAt }: Kept, view: 'later-not-sent' | 'later-held', to: string, version = 0): Say {
  return plainSay({
    key: `later:${view === 'later-held' ? 'held' : 'not-sent'}:${subject}:${dueAt}:${version}:${to}`,
    to: { kind: 'person', userId: to },
    audience: 'staff',
    view,
    data: { subject },
  });
}

/** What was about to go with the words of a settled matter is wanted again. */
export function keepAgain({ channelId, place }: Kept, text: string): Effect {
  return { kind: 'keep-words', channelId, place, text };
}

/** A ruling about one kept message. */
export function because(
  name: string,
  { subject }: { subject: string },
  effects: Effect[],
  data: ViewData = {},
): Ruling {
  return { reason: { name, data }, subject, effects };
}
