import type { View } from '../../../engine/rule.ts';
import { said } from './answers.ts';
import { form, pass } from './form.ts';
import { list, progress } from './progress.ts';
import { prompt, reminder } from './prompt.ts';

/** Everything this rule draws. */
export const views = [prompt, reminder, progress, list, form, pass, said] as readonly View[];
