/** The text of a draft, changed by hand, section by section. Of two who do so at once the second is shown what changed. */
import type { Effect } from '../../engine/effect.ts';
import type { EventOf, FormValues } from '../../engine/event.ts';
import { type Answers, changed, keptAnswers, type Report } from '../../engine/report.ts';
import type { Ruling } from '../../engine/rule.ts';
import { because } from './answers.ts';
import { inForm, isStale, keepEdited, placeOfEdited, whyOver } from './approving.ts';
import { LONGEST_FIELD } from './config.ts';
import type { ReportFacts } from './load.ts';
import { say } from './words.ts';

/** The name of a field: which section, and which part of its text where one field cannot hold all. */
export function fieldName(section: number, part: number): string {
  return `section-${section}-${part}`;
}

/** A section's text as fields can hold it; one at least, and nothing is left out. */
export function fieldTexts(text: string): string[] {
  const parts: string[] = [];
  let rest = text;
  while (rest.length > LONGEST_FIELD) {
    const at = rest.lastIndexOf('\n', LONGEST_FIELD);
    const end = at > 0 ? at : LONGEST_FIELD;
    parts.push(rest.slice(0, end).replace(/[\uD800-\uDBFF]$/, ''));
    rest = rest.slice(parts.at(-1)?.length ?? end).replace(/^\n/, '');
  }
  return [...parts, rest];
}

/** Keeps what was written; approved before, it wants that again. */
export function edited(event: EventOf<'FormSubmitted'>, facts: ReportFacts, now: number): Ruling {
  const { whole, language } = facts;
  const { report, assembled } = whole;
  const not = whyOver(report);
  if (not !== null) return inForm(not, report);
  const texts = read(event.values, report);
  if (isStale(event.subject, report)) return shownAgain(report, texts);
  const isEmpty = Object.values(texts).every((text) => text === '');
  if (isEmpty && !assembled.isQuiet) return refused(say(language, 'error.empty'));
  const place = placeOfEdited(report, event.actor);
  return because('edited', report, [
    ...replaced(report, place),
    keepEdited(facts, place, keptAnswers(texts)),
    changed(report, { edited: { place, by: event.actor, at: now }, approvedBy: null, approvedAt: null }),
    { kind: 'answer', how: 'plainly' },
  ]);
}

/** By question; the parts of one text are one again. */
function read(values: FormValues, { questions }: Report): Answers {
  return Object.fromEntries(
    questions.map(({ id }, section) => {
      const parts: string[] = [];
      for (let part = 0; values[fieldName(section, part)] !== undefined; part += 1)
        parts.push(String(values[fieldName(section, part)] ?? ''));
      return [id, parts.join('\n').trim()];
    }),
  );
}

/** What they wrote stands in the form again, beside what has changed meanwhile. */
function shownAgain(report: Report, texts: Answers): Ruling {
  const words = JSON.stringify(texts);
  return because('stale', report, [
    { kind: 'answer', how: 'update-form', view: 'report-edit-form', data: { report: report.id, isStale: true }, words },
  ]);
}

function replaced({ edited: before, channelId }: Report, place: string): Effect[] {
  return before === null || before.place === place
    ? []
    : [{ kind: 'drop-words', channelId, place: before.place, atOnce: true }];
}

function refused(error: string): Ruling {
  const effect: Effect = { kind: 'answer', how: 'field-errors', errors: { [fieldName(0, 0)]: error }, data: {} };
  return { reason: { name: 'refused', data: {} }, subject: null, effects: [effect] };
}
