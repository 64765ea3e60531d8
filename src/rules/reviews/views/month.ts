/** A month of a client's emergencies in figures, as they stand when it is drawn. */
import type { Agreement } from '../../../agreement/agreement.ts';
import { emergencyOf } from '../../../agreement/emergency.ts';
import { figuresOf, loadTold, type MonthFigures } from '../../../engine/incident-figures.ts';
import type { Reader, View } from '../../../engine/rule.ts';
import { escapeName, formatDuration } from '../../../language/messages.ts';
import { say } from '../words.ts';
import { context, message } from './parts.ts';

type MonthFacts = { agreement: Agreement; figures: MonthFigures } | null;

export const month: View<MonthFacts> = {
  name: 'review-month',
  mood: 'light',
  load: async (ask, { clientId, month: about }) => {
    const agreement = await ask('agreement', { clientId: String(clientId) });
    if (agreement === null) return null;
    const told = await loadTold(ask, agreement, String(about));
    return { agreement, figures: figuresOf(told, agreement, String(about)) };
  },
  pointless: (facts) => (facts === null || facts.figures.count === 0 ? 'settled' : null),
  render: (facts, reader, { month: about }) => {
    if (facts === null) return null;
    const { language } = reader;
    const { figures, agreement } = facts;
    const values = { client: escapeName(agreement.client.name), month: monthText(String(about), reader) };
    const how = context(say(language, 'month.how'));
    return message([`*${say(language, 'month.title', values)}*`, ...linesOf(figures, agreement, language)], [how]);
  },
};

function linesOf(figures: MonthFigures, agreement: Agreement, language: string): string[] {
  const { count, falseAlarms, toAcknowledge, toResolve, well, notQuite } = figures;
  const { fairUse } = emergencyOf(agreement);
  const length = (time: number | null) => (time === null ? 'none' : formatDuration(time, language));
  const agreed = fairUse?.count ?? 0;
  return [
    say(language, 'month.count', { count, falseAlarms, agreed, hasAgreed: fairUse === undefined ? 'no' : 'yes' }),
    ...(toResolve === null
      ? []
      : [say(language, 'month.times', { taken: length(toAcknowledge), resolved: length(toResolve) })]),
    ...(count === falseAlarms
      ? []
      : [say(language, 'month.answers', { well, notQuite, none: count - falseAlarms - well - notQuite })]),
  ];
}

function monthText(about: string, { language }: Reader): string {
  const date = new Date(`${about}-15T12:00:00Z`);
  return new Intl.DateTimeFormat(language, { month: 'long', year: 'numeric', timeZone: 'UTC' }).format(date);
}
