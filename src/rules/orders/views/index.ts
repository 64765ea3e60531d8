import type { View } from '../../../engine/rule.ts';
import { said } from './answers.ts';
import { form, over, preview } from './form.ts';
import { decisions, list } from './list.ts';
import { notice } from './notices.ts';
import { offer, reminder } from './offer.ts';

/** Everything this rule draws. */
export const views = [form, preview, over, said, offer, reminder, notice, list, decisions] as readonly View[];
