import type { View } from '../../../engine/rule.ts';
import { said } from './answers.ts';
import { card } from './card.ts';
import { cardSaid, draft } from './draft.ts';
import { form } from './form.ts';
import { list } from './list.ts';
import { asked, held } from './notices.ts';
import { post } from './post.ts';
import { quarter } from './quarter.ts';

/** Everything this rule draws. */
export const views = [post, form, said, asked, held, list, card, draft, cardSaid, quarter] as readonly View[];
