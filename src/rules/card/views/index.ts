import type { CardPart } from '../../../engine/card.ts';
import type { View } from '../../../engine/rule.ts';
import { postedViews } from './posted.ts';
import { shownView } from './shown.ts';
import { wordsBack } from './words-back.ts';

/** Every view of a card of these parts. */
export function cardViews(parts: readonly CardPart[]): View[] {
  return [...postedViews(parts), shownView(parts) as View, ...wordsBack];
}
