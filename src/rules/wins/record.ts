/** Under which names the rule keeps and says things; and what is put on its way of a win. */

import { winsPermission } from '../../agreement/wins.ts';
import type { Say } from '../../engine/effect.ts';
import { plainSay } from '../../engine/say.ts';
import { type Win, winKey } from '../../engine/win.ts';

export const ruleName = 'wins';

/** The keys of what staff are told of one: that a client raised it, and that it is not the moment. */
export const askedKey = ({ id, attempt }: Pick<Win, 'id' | 'attempt'>) => `wins:asked:${id}:${attempt}`;
export const heldKey = ({ id }: Pick<Win, 'id'>) => `wins:held:${id}`;

/** A win as it becomes: every change of it counts. */
export function changed(win: Win, change: Partial<Win>): Win {
  return { ...win, ...change, revision: win.revision + 1 };
}

/** Its post in the client's channel; `notBefore` (epoch milliseconds): it leaves no sooner. */
export function postOf(win: Win, notBefore: number | null = null): Say {
  const { id, channelId, place, people, approvedBy, wording } = win;
  return plainSay({
    key: winKey(win),
    to: { kind: 'channel', channelId, threadTs: null },
    audience: 'client',
    permission: approvedBy === null ? winsPermission : null,
    approvedBy,
    view: 'win-post',
    data: { win: id, people, wording },
    quotes: place === null ? null : `${channelId}:${place}`,
    notBefore,
  });
}
