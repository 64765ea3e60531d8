/** What the goals of an agreement came to in the month that a report looks back on. */
import type { Agreement } from '../../agreement/agreement.ts';
import { goalsOf } from '../../agreement/goals.ts';
import { monthBefore } from '../../engine/allowance.ts';
import type { Ask } from '../../engine/facts.ts';
import { type KpiRow, kpiRows } from '../../engine/goal.ts';
import { monthOfFigures, type Report } from '../../engine/report.ts';
import type { Figure } from './posted.ts';

/** Those of a report that asks for figures; of all others there are none. */
export async function loadFigures(ask: Ask, agreement: Agreement, report: Report): Promise<Figure[]> {
  const goals = goalsOf(agreement);
  if (goals.length === 0 || report.questions.every(({ kind }) => kind !== 'kpis')) return [];
  const month = monthOfFigures(report);
  const values = await ask('goalValues', { clientId: agreement.id, from: monthBefore(month), until: month });
  const rows = kpiRows(goals, values, month);
  const notes = rows.flatMap(({ note }) => (note === null ? [] : [{ channelId: note.channelId, ts: note.place }]));
  const words = notes.length === 0 ? [] : await ask('wordsOf', { places: notes });
  return rows.map((row) => {
    const index = notes.findIndex(({ channelId, ts }) => channelId === row.note?.channelId && ts === row.note?.place);
    return toFigure(row, words[index]?.text ?? null);
  });
}

function toFigure({ title, unit, target, by, direction, last, now, share, isReached }: KpiRow, meaning: string | null) {
  return { title, unit: unit ?? null, target, by: by ?? null, direction, last, now, share, isReached, meaning };
}
