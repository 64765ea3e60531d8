/** What the client reads: the words as they were written, and below them whose they are and that they were sent at opening. */

import type { Agreement } from '../../../agreement/agreement.ts';
import { section } from '../../../engine/blocks.ts';
import type { View } from '../../../engine/rule.ts';
import { openingFrom } from '../kept.ts';
import { closedAgain, wordsGone } from '../leaving.ts';
import { languages, sign } from '../words.ts';
import { context, loadShown, nameOf, type Shown } from './parts.ts';

type PostFacts = { shown: Shown | null; words: string | null };

export const post: View<PostFacts> = {
  name: 'later-post',
  languages,
  load: async (ask, { subject }) => {
    const shown = await loadShown(ask, subject);
    const place = shown === null ? null : { channelId: shown.kept.channelId, ts: shown.kept.place };
    return { shown, words: place === null ? null : await ask('words', place) };
  },
  pointless: ({ shown, words }, { now }, { atOnce }) => {
    if (words === null) return wordsGone;
    return atOnce !== true && isClosed(shown?.agreement ?? null, now) ? closedAgain : null;
  },
  render: ({ shown, words }, { language }, { atOnce }) => {
    if (shown === null || words === null) return null;
    const name = nameOf(shown.kept.userId, shown.author);
    const signed = sign(language, atOnce === true ? 'signed.at-once' : 'signed', { name });
    return { text: `${words}\n${signed}`, blocks: [section(words), context(signed)] };
  },
};

function isClosed(agreement: Agreement | null, now: number): boolean {
  return agreement !== null && openingFrom(agreement, now) > now;
}
