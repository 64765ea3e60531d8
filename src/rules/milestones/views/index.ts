import type { View } from '../../../engine/rule.ts';
import { reachedForm, slipForm } from './forms.ts';
import { list } from './list.ts';
import { news, over, preview } from './news.ts';
import { ask, late, said, unposted } from './staff.ts';

/** Everything this rule draws. */
export const views = [ask, late, unposted, said, list, news, preview, over, reachedForm, slipForm] as readonly View[];
