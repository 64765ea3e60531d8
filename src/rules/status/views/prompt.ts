/** What whoever is asked reads: what for, until when, and three ways out; and a reminder of it. */
import type { KnownBlock } from '@slack/types';
import { goalsOf } from '../../../agreement/goals.ts';
import { isThere, missingAmong } from '../../../engine/absence.ts';
import { button } from '../../../engine/blocks.ts';
import { enterGoals, goalMonthSubject } from '../../../engine/goal-entry.ts';
import { type Contributor, monthOfFigures } from '../../../engine/report.ts';
import type { Reader, Rendered, View } from '../../../engine/rule.ts';
import { say } from '../words.ts';
import { at, loadShown, message, nameOf, type Shown, valuesOf } from './shown.ts';

/** `part` null: somebody else answers now. */
type PromptFacts = (Shown & { part: Contributor | null; instead: string | null; isAway: boolean }) | null;

export const prompt: View<PromptFacts> = {
  name: 'status-prompt',
  mood: 'light',
  load: async (ask, { report, userId }, { now }) => {
    const shown = await loadShown(ask, report, [String(userId)]);
    if (shown === null) return null;
    const { contributors, clientId } = shown.report;
    const part = contributors.find((one) => one.userId === userId) ?? null;
    const instead = contributors.find(({ standsFor, askedBy }) => askedBy === userId || standsFor === userId) ?? null;
    const whose = part?.standsFor ?? null;
    const missing = whose === null ? null : await missingAmong(ask, clientId, [whose], now);
    return {
      ...shown,
      ...{ part, instead: instead?.userId ?? null },
      isAway: whose !== null && missing !== null && !missing.gone.includes(whose) && !isThere(whose, missing),
    };
  },
  pointless: (facts) => (facts === null || facts.part === null || isOver(facts) ? 'over' : null),
  render: (facts, reader) => (facts === null ? null : drawn(facts, reader)),
};

const isOver = ({ report }: Shown) => report.state === 'posted' || report.state === 'skipped';

function drawn(facts: NonNullable<PromptFacts>, reader: Reader): Rendered {
  const { report, part, instead, names } = facts;
  const { language } = reader;
  const values = valuesOf(facts, reader);
  if (report.state === 'skipped') return message([say(language, 'prompt.skipped', values)]);
  if (report.state === 'posted')
    return message([say(language, part?.place == null ? 'prompt.over-plain' : 'prompt.over', values)]);
  if (part === null) {
    const name = instead === null ? '' : nameOf(names, instead);
    return message([say(language, name === '' ? 'prompt.not-asked' : 'prompt.elsewhere', { ...values, name })]);
  }
  const title = titleOf(facts, part, reader);
  return message([...title, ...stateLines(facts, part, reader)], [buttons(facts, part, reader)]);
}

function titleOf(facts: NonNullable<PromptFacts>, { standsFor, askedBy }: Contributor, reader: Reader): string[] {
  const { names, isAway } = facts;
  const { language } = reader;
  const values = valuesOf(facts, reader);
  const by = askedBy === undefined ? '' : nameOf(names, askedBy);
  if (standsFor === null) {
    const title = say(language, 'prompt.title', values);
    return by === '' ? [title] : [title, say(language, 'prompt.because', { how: 'too', by, name: '' })];
  }
  const name = nameOf(names, standsFor);
  const how = isAway ? 'away' : by === '' ? 'gone' : 'asked';
  return [say(language, 'prompt.title-for', { ...values, name }), say(language, 'prompt.because', { how, name, by })];
}

function stateLines(facts: NonNullable<PromptFacts>, part: Contributor, reader: Reader): string[] {
  const { report } = facts;
  const { language } = reader;
  const values = valuesOf(facts, reader);
  const hasFigures = report.questions.some(({ kind }) => kind === 'kpis');
  const figures = hasFigures ? [say(language, 'prompt.figures')] : [];
  if (part.answeredAt !== null && part.place !== null)
    return [say(language, 'prompt.answered', { ...values, at: at(part.answeredAt, reader) })];
  if (part.answeredAt !== null) return [say(language, 'prompt.nothing', values)];
  if (report.state === 'draft') return [say(language, 'prompt.drafted', values)];
  const count = report.questions.filter(({ kind }) => kind === 'text').length;
  return [say(language, 'prompt.when', { ...values, count }), ...figures];
}

function buttons({ report, agreement }: Shown, part: Contributor, { language }: Reader): KnownBlock {
  const has = part.answeredAt !== null;
  const answer = button(
    'status-answer',
    say(language, has && part.place !== null ? 'button.change' : 'button.answer'),
    report.id,
  );
  const others = [
    button('status-nothing', say(language, 'button.nothing'), report.id),
    ...(report.state === 'collecting' ? [button('status-pass', say(language, 'button.pass'), report.id)] : []),
  ];
  const hasFigures = report.questions.some(({ kind }) => kind === 'kpis') && goalsOf(agreement).length > 0;
  const subject = goalMonthSubject(agreement.id, monthOfFigures(report));
  const figures = hasFigures ? [button(enterGoals, say(language, 'button.figures'), subject)] : [];
  const elements = has ? [answer] : [{ ...answer, style: 'primary' as const }, ...others];
  return { type: 'actions', elements: [...elements, ...figures] };
}

/** Only while there is no answer; once there is one it says thank you. */
export const reminder: View<PromptFacts> = {
  name: 'status-reminder',
  mood: 'light',
  load: prompt.load,
  pointless: (facts) =>
    facts === null || facts.report.state !== 'collecting' || facts.part === null || facts.part.answeredAt !== null
      ? 'answered'
      : null,
  render: (facts, reader, { last }) => {
    if (facts === null) return null;
    const { report, part } = facts;
    const { language } = reader;
    const values = valuesOf(facts, reader);
    const isWaiting = report.state === 'collecting' && part !== null && part.answeredAt === null;
    if (!isWaiting)
      return message([say(language, part?.answeredAt == null ? 'reminder.over' : 'reminder.done', values)]);
    const text = say(language, last === true ? 'reminder.second' : 'reminder.first', values);
    return message([text], [buttons(facts, part, reader)]);
  },
};
