import type { View } from '../../../engine/rule.ts';
import { checkView, inForm, saidView } from './answers.ts';
import { flagView } from './flag.ts';

/** Everything this rule draws. */
export const views = [flagView, saidView, checkView, inForm] as readonly View[];
