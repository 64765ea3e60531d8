/** The few shapes in which whoever asks is answered, and how rulings of this rule are named. */
import type { Effect } from '../../engine/effect.ts';
import type { ViewData } from '../../engine/event.ts';
import type { Report } from '../../engine/report.ts';
import type { Ruling } from '../../engine/rule.ts';

/** A private word; `what` names it. */
export function answered(what: string, report: Report | null = null): Ruling {
  const data = report === null ? { what } : { what, report: report.id };
  return { reason: { name: what, data: {} }, subject: null, effects: [privately('report-said', data)] };
}

/** A private word as an effect. */
export function told(what: string, { id }: Report): Effect {
  return privately('report-said', { what, report: id });
}

export function privately(view: string, data: ViewData): Effect {
  return { kind: 'answer', how: 'privately', view, data };
}

/** A ruling about a report. */
export function because(
  name: string,
  { id, kind, plannedFor }: Report,
  effects: Effect[],
  data: ViewData = {},
): Ruling {
  return { reason: { name, data: { report: id, kind, plannedFor, ...data } }, subject: null, effects };
}
