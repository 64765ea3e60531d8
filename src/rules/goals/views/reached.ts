/** A goal is reached: its owner reads by how much, and how to let both sides know. */
import type { Agreement } from '../../../agreement/agreement.ts';
import { goalsOf } from '../../../agreement/goals.ts';
import { type KpiRow, kpiRows } from '../../../engine/goal.ts';
import type { View } from '../../../engine/rule.ts';
import { escapeName } from '../../../language/messages.ts';
import { valuesOf } from '../load.ts';
import { say } from '../words.ts';
import { clientOf, figure, message, monthName } from './shown.ts';

type ReachedFacts = { agreement: Agreement; row: KpiRow } | null;

export const reached: View<ReachedFacts> = {
  name: 'goal-reached',
  mood: 'light',
  load: async (ask, { clientId, goal, month }) => {
    const agreement = await ask('agreement', { clientId: String(clientId) });
    const agreed = agreement === null ? undefined : goalsOf(agreement).find(({ id }) => id === goal);
    if (agreement === null || agreed === undefined) return null;
    const [row] = kpiRows([agreed], await valuesOf(ask, agreement, String(month), 0), String(month));
    return row === undefined ? null : { agreement, row };
  },
  // It was entered by mistake, and put right since.
  pointless: (facts) => (facts?.row.isReached === true ? null : 'over'),
  render: (facts, { language }) => {
    if (facts === null) return null;
    const { agreement, row } = facts;
    const values = {
      title: escapeName(row.title),
      client: clientOf(agreement),
      month: monthName(row.month, language),
      now: row.now === null ? '' : figure(row.now, row, language),
      target: figure(row.target, row, language),
    };
    return message([say(language, row.isReached ? 'reached' : 'reached.not', values)]);
  },
};
