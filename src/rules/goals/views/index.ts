import type { View } from '../../../engine/rule.ts';
import { form, over } from './form.ts';
import { list, said } from './list.ts';
import { reached } from './reached.ts';

/** Everything this rule draws. */
export const views = [list, said, form, over, reached] as readonly View[];
