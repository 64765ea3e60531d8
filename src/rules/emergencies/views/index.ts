import type { View } from '../../../engine/rule.ts';
import { notice, said } from './answers.ts';
import { client, update } from './client.ts';
import { drillEnd, drillStart } from './drill.ts';
import { report } from './drill-report.ts';
import { addForm, form, over, updateForm } from './forms.ts';
import { alarming, offer } from './offer.ts';
import { page } from './page.ts';

/** Everything this rule draws. */
export const views = [
  ...[page, offer, alarming, client, update, form, updateForm, addForm, over, said, notice],
  ...[drillStart, drillEnd, report],
] as readonly View[];
