/** The form of a month's figures, each with a sentence on what it means. Field names are action ids. */
import type { ModalView } from '@slack/types';
import type { Agreement } from '../../../agreement/agreement.ts';
import { goalsOf } from '../../../agreement/goals.ts';
import { section } from '../../../engine/blocks.ts';
import { field, form as formOf } from '../../../engine/form.ts';
import { type GoalValue, type KpiRow, kpiRows } from '../../../engine/goal.ts';
import { readGoalMonth } from '../../../engine/goal-entry.ts';
import type { View } from '../../../engine/rule.ts';
import { LONGEST_SENTENCE } from '../decide.ts';
import { figureText } from '../figure.ts';
import { sentencesOf, valuesOf } from '../load.ts';
import { type Key, say } from '../words.ts';
import { clientOf, monthName } from './shown.ts';

type FormFacts = { agreement: Agreement; month: string; values: GoalValue[]; sentences: Record<string, string> } | null;

export const form: View<FormFacts> = {
  name: 'goals-form',
  load: async (ask, { subject }) => {
    const read = readGoalMonth(String(subject));
    const agreement = read === null ? null : await ask('agreement', { clientId: read.clientId });
    if (read === null || agreement === null) return null;
    const values = await valuesOf(ask, agreement, read.month, 1);
    const ofMonth = values.filter(({ month }) => month === read.month);
    return { agreement, month: read.month, values, sentences: await sentencesOf(ask, agreement, ofMonth) };
  },
  render: () => null,
  form: (facts, { language }, { subject }): ModalView => {
    const words = { title: say(language, 'form.title'), close: say(language, 'form.close') };
    if (facts === null) return formOf('goals-over', '', words, [section(say(language, 'said.gone'))]);
    const { agreement, month, values, sentences } = facts;
    const about = say(language, 'form.about', { client: clientOf(agreement), month: monthName(month, language) });
    const rows = kpiRows(goalsOf(agreement), values, month);
    return formOf('goals', String(subject), { ...words, submit: say(language, 'form.submit') }, [
      section(about),
      ...rows.flatMap((row) => fieldsOf(row, sentences[row.goalId], language)),
    ]);
  },
};

function fieldsOf(row: KpiRow, sentence: string | undefined, language: string) {
  const hint = say(language, 'form.hint', {
    target: figureText(row.target, row.unit, language),
    last: row.last === null ? 'none' : figureText(row.last, row.unit, language),
  });
  return [
    field(
      `value-${row.goalId}`,
      say(language, 'form.value', { title: row.title, unit: row.unit ?? 'none' }),
      {
        type: 'plain_text_input',
        max_length: 20,
        ...(row.now === null ? {} : { initial_value: String(row.now) }),
      },
      { hint, optional: true },
    ),
    field(
      `says-${row.goalId}`,
      say(language, 'form.says'),
      {
        type: 'plain_text_input',
        max_length: LONGEST_SENTENCE,
        ...(sentence === undefined ? {} : { initial_value: sentence }),
      },
      { optional: true },
    ),
  ];
}

/** What became of it, in the form's place. */
export const over: View<null> = {
  name: 'goals-over',
  load: async () => null,
  render: () => null,
  form: (_, { language }, { what, count }): ModalView => {
    const words = { title: say(language, 'form.title'), close: say(language, 'form.done') };
    const text =
      typeof what === 'string'
        ? say(language, `said.${what}` as Key)
        : say(language, 'form.kept', { count: Number(count) });
    return formOf('goals-over', '', words, [section(text)]);
  },
};
