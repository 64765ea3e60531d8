import type { View } from '../../../engine/rule.ts';
import { agenda, lost, morning } from './agenda.ts';
import { said } from './answers.ts';
import { shared } from './client.ts';
import { form } from './form.ts';

/** Everything this rule draws. */
export const views = [agenda, morning, lost, shared, form, said] as readonly View[];
