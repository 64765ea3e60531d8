/** `/rules goals`: each goal with this month beside the one before, the way so far, and what the months before came to. */
import type { KnownBlock } from '@slack/types';
import type { Agreement } from '../../../agreement/agreement.ts';
import { goalsOf } from '../../../agreement/goals.ts';
import { button } from '../../../engine/blocks.ts';
import { type GoalValue, type KpiRow, kpiRows, valueIn } from '../../../engine/goal.ts';
import { enterGoals, goalMonthSubject } from '../../../engine/goal-entry.ts';
import type { Reader, View } from '../../../engine/rule.ts';
import { escapeMrkdwn, escapeName, formatDate } from '../../../language/messages.ts';
import { MONTHS_SHOWN, monthsFor, sentencesOf, valuesOf } from '../load.ts';
import { type Key, say } from '../words.ts';
import { clientOf, figure, message, monthName } from './shown.ts';

/** In letters of a sentence in the list; the whole of it is in the form. */
const LONGEST_SHOWN = 160;

type ListFacts = {
  agreement: Agreement;
  months: string[];
  values: GoalValue[];
  sentences: Record<string, string>;
} | null;

export const list: View<ListFacts> = {
  name: 'goals-list',
  load: async (ask, { clientId }, { now }) => {
    const agreement = await ask('agreement', { clientId: String(clientId) });
    if (agreement === null) return null;
    const months = monthsFor(agreement, now);
    const values = await valuesOf(ask, agreement, months[0] ?? '', MONTHS_SHOWN - 1);
    const ofMonth = values.filter(({ month }) => month === months[0]);
    return { agreement, months, values, sentences: await sentencesOf(ask, agreement, ofMonth) };
  },
  render: (facts, reader) => {
    const { language } = reader;
    if (facts === null) return message([say(language, 'said.which')]);
    const { agreement, months, values, sentences } = facts;
    const client = clientOf(agreement);
    if (goalsOf(agreement).length === 0) return message([say(language, 'list.empty', { client })]);
    const [month = ''] = months;
    const rows = kpiRows(goalsOf(agreement), values, month);
    const lines = rows.flatMap((row) => linesOf(row, values, sentences[row.goalId] ?? '', reader));
    return message([say(language, 'list.title', { client }), ...lines], buttons(facts, reader));
  },
};

function linesOf(row: KpiRow, values: readonly GoalValue[], sentence: string, reader: Reader): string[] {
  const { language } = reader;
  const share = row.share === null ? 'none' : `${Math.floor(row.share * 100)}`;
  const first = say(language, 'list.goal', {
    title: escapeName(row.title),
    month: monthName(row.month, language),
    now: row.now === null ? 'none' : figure(row.now, row, language),
    target: figure(row.target, row, language),
    by: row.by === undefined ? 'none' : formatDate(row.by, reader),
    state: row.isReached ? 'reached' : share === 'none' ? 'open' : 'on',
    share,
  });
  const past = pastOf(row, values, language);
  const short = sentence.length > LONGEST_SHOWN ? `${sentence.slice(0, LONGEST_SHOWN - 1)}…` : sentence;
  return [
    first,
    ...(past === '' ? [] : [say(language, 'list.past', { past })]),
    ...(short === '' ? [] : [`> ${escapeMrkdwn(short).replaceAll('\n', '\n> ')}`]),
  ];
}

/** The months before, the earliest first, of which something was entered. */
function pastOf(row: KpiRow, values: readonly GoalValue[], language: string): string {
  const months = [...new Set(values.map(({ month }) => month))].filter((month) => month < row.month).sort();
  return months
    .flatMap((month) => {
      const value = valueIn(values, row.goalId, month)?.value ?? null;
      return value === null ? [] : [`${monthName(month, language, row.month)} ${figure(value, row, language)}`];
    })
    .join(' · ');
}

/** A block for each month: one block holds an action once. */
function buttons({ agreement, months }: NonNullable<ListFacts>, { language }: Reader): KnownBlock[] {
  return months.map((month) => {
    const text = say(language, 'button.enter', { month: monthName(month, language) });
    return { type: 'actions', elements: [button(enterGoals, text, goalMonthSubject(agreement.id, month))] };
  });
}

export const said: View<null> = {
  name: 'goals-said',
  load: async () => null,
  render: (_, { language }, { what }) => message([say(language, `said.${String(what)}` as Key)]),
};
