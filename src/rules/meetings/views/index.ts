import type { View } from '../../../engine/rule.ts';
import { agenda, morning } from './agenda.ts';
import { said } from './answers.ts';
import { shared } from './client.ts';
import { form } from './form.ts';

/** Everything this rule draws. */
export const views = [agenda, morning, shared, form, said] as readonly View[];
