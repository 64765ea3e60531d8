/** What people ask for: to answer, to have nothing to say, that somebody else answers; and of the owner, to hurry or to skip. */

import { agreedReport } from '../../agreement/reports.ts';
import { isThere } from '../../engine/absence.ts';
import type { Effect } from '../../engine/effect.ts';
import type { EventOf, FormValues, ViewData } from '../../engine/event.ts';
import { placeOfReport } from '../../engine/kept-place.ts';
import { type Answers, type Contributor, changed, keptAnswers, type Report } from '../../engine/report.ts';
import type { Ruling } from '../../engine/rule.ts';
import type { CommandFacts, RequestFacts } from './load.ts';
import { redrawn } from './notices.ts';
import { contributor } from './planning.ts';
import { type Kept, keep, LONGEST_ANSWER } from './record.ts';
import { ruling, steps } from './steps.ts';
import { type Key, say } from './words.ts';

const DAY = 86_400_000;
const USUALLY_KEPT = 365;

/** A press, or a form that was sent. */
export function requested(
  event: EventOf<'ButtonPressed' | 'FormSubmitted'>,
  facts: RequestFacts,
  now: number,
): Ruling[] {
  const { report, serves } = facts;
  const own = report.contributors.find(({ userId }) => userId === event.actor) ?? null;
  if (own === null && !serves) return [answered('not-yours')];
  if (report.state === 'posted' || report.state === 'skipped') return [over(event, report)];
  const name = event.kind === 'ButtonPressed' ? event.action : event.form;
  switch (name) {
    case 'status-answer':
      return event.kind === 'FormSubmitted' ? [taken(event, facts, own, now)] : [opened('status-form', report)];
    case 'status-nothing':
      return [withAnswer('nothing', facts, { by: event.actor, own, place: null, now })];
    case 'status-pass':
      return event.kind === 'FormSubmitted' ? [passed(event, facts, own, now)] : [opened('status-pass', report)];
    default:
      return [];
  }
}

/** It is over: whoever wrote something has it back, for it is kept nowhere. */
function over(event: EventOf<'ButtonPressed' | 'FormSubmitted'>, report: Report): Ruling {
  const what = report.state === 'posted' ? 'posted' : 'skipped';
  if (event.kind !== 'FormSubmitted' || event.form !== 'status-answer') return answered(what, report);
  const words = Object.values(answersIn(event.values, report)).join('\n\n');
  const data = { what, report: report.id };
  return ruling(what, report, [{ kind: 'answer', how: 'privately', view: 'status-said', data, words }]);
}

function opened(view: string, { id }: Report): Ruling {
  return ruling('asked', null, [{ kind: 'answer', how: 'open-form', view, data: { report: id } }]);
}

/** What somebody answered. */
function taken(event: EventOf<'FormSubmitted'>, facts: RequestFacts, own: Contributor | null, now: number): Ruling {
  const { report, agreement, language } = facts;
  const answers = answersIn(event.values, report);
  const [first] = report.questions.filter(({ kind }) => kind === 'text');
  const text = keptAnswers(answers);
  if (text === '{}' && first !== undefined) return refused({ [first.id]: say(language, 'form.empty') });
  const { actor } = event;
  const place = placeOfReport(actor, `${report.clientId}-${report.kind}-${report.plannedFor}`);
  const keptFor = (agreedReport(agreement, report.kind)?.keep.days ?? USUALLY_KEPT) * DAY;
  const { reason, subject, effects } = withAnswer('answered', facts, { by: actor, own, place, now });
  const words: Effect = { kind: 'keep-words', channelId: report.channelId, place, text, keptFor };
  return { reason, subject, effects: [words, ...effects] };
}

function answersIn(values: FormValues, { questions }: Report): Answers {
  const given = questions
    .filter(({ kind }) => kind === 'text')
    .map(({ id }): [string, string] => [
      id,
      String(values[id] ?? '')
        .trim()
        .slice(0, LONGEST_ANSWER),
    ]);
  return Object.fromEntries(given.filter(([, text]) => text !== ''));
}

type Answering = { by: string; own: Contributor | null; place: string | null; now: number };

/** Somebody has answered, or has nothing to say; again and again, until it goes. */
function withAnswer(name: string, facts: RequestFacts, { by, own, place, now }: Answering): Ruling {
  const { report, row } = facts;
  const part: Contributor = own ?? { ...contributor(by, now), askedBy: by };
  const answeredNow = { ...part, askedAt: part.askedAt ?? now, answeredAt: now, place };
  const others = report.contributors.filter(({ userId }) => userId !== by);
  const contributors =
    own === null ? [...others, answeredNow] : report.contributors.map((one) => (one.userId === by ? answeredNow : one));
  const drop: Effect[] =
    place === null && own?.place != null
      ? [{ kind: 'drop-words', channelId: report.channelId, place: own.place, atOnce: true }]
      : [];
  const next = { ...report, contributors };
  const done: Effect[] = [...drop, ...redrawn(report, by), { kind: 'answer', how: 'plainly' }];
  if (report.state !== 'collecting') return ruling(name, report, [changed(report, { contributors }), ...done]);
  const { reason, subject, effects } = steps(name, facts, { report: next, row, before: report }, now);
  return { reason, subject, effects: [...effects, ...done] };
}

/** Somebody else answers in their place. */
function passed(event: EventOf<'FormSubmitted'>, facts: RequestFacts, own: Contributor | null, now: number): Ruling {
  const { report, row, named, language, missing } = facts;
  const error = (key: Key) => refused({ person: say(language, key) });
  if (named === null) return error('pass.nobody');
  if (own === null || report.state !== 'collecting') return answered('drafted', report);
  if (!named.isStaff) return error('pass.not-staff');
  if (named.userId === event.actor) return error('pass.self');
  if (report.contributors.some(({ userId }) => userId === named.userId)) return error('pass.asked');
  if (!isThere(named.userId, missing)) return error('pass.away');
  const instead = { ...contributor(named.userId, now, own.standsFor ?? own.userId), askedBy: event.actor };
  const contributors = report.contributors.map((one) => (one.userId === event.actor ? instead : one));
  const next = { ...report, contributors };
  const { reason, subject, effects } = steps('passed', facts, { report: next, row, before: report }, now);
  return {
    ...{ reason, subject },
    effects: [...effects, ...redrawn(report, event.actor), { kind: 'answer', how: 'plainly' }],
  };
}

/** `/rules report …` of whoever serves the client. */
export function commanded(event: EventOf<'CommandGiven'>, facts: CommandFacts, now: number): Ruling[] {
  const { asked, clientId, serves, report } = facts;
  if (!serves) return [answered('not-yours')];
  if (asked.what === 'report') return [shown(clientId)];
  if (report === null) return [answered(asked.what === 'back' ? 'none-skipped' : 'none', null, { clientId })];
  switch (asked.what) {
    case 'ask':
      return [askedToo(event.actor, facts, report, now)];
    case 'now':
      return [hurried(facts, report, now)];
    case 'skip':
      return [leftOut(report, 'skip', { state: 'skipped', skippedBecause: 'by-hand' }, facts.row, now)];
    case 'back':
      return [leftOut(report, 'back', { state: 'collecting', skippedBecause: null }, facts.row, now)];
  }
}

function shown(clientId: string): Ruling {
  return ruling('asked', null, [privately('status-list', { clientId })]);
}

/** One more is asked, now. */
function askedToo(actor: string, facts: CommandFacts, report: Report, now: number): Ruling {
  const { named, missing, row } = facts;
  if (named === null) return answered('ask-whom', report);
  if (!named.isStaff) return answered('ask-not-staff', report, { userId: named.userId });
  const known = report.contributors.find(({ userId }) => userId === named.userId);
  if (known !== undefined && known.askedAt !== null) return answered('ask-already', report, { userId: named.userId });
  if (!isThere(named.userId, missing)) return answered('ask-away', report, { userId: named.userId });
  const others = report.contributors.filter((one) => one !== known);
  const more = { ...(known ?? { ...contributor(named.userId, now), askedBy: actor }), askAt: now };
  const next = { ...report, contributors: [...others, more] };
  return withWord(steps('asked-too', facts, { report: next, row, before: report }, now), 'ask-done', report, {
    userId: named.userId,
  });
}

/** Everybody who has not been asked is, now. */
function hurried(facts: CommandFacts, report: Report, now: number): Ruling {
  const { row } = facts;
  const waiting = report.contributors.filter(({ askedAt }) => askedAt === null);
  if (waiting.length === 0) return answered('now-already', report);
  const contributors = report.contributors.map((one) => (one.askedAt === null ? { ...one, askAt: now } : one));
  const ruled = steps('hurried', facts, { report: { ...report, contributors }, row, before: report }, now);
  return withWord(ruled, 'now-done', report, { count: waiting.length });
}

/** It is left out this time, or comes after all. */
function leftOut(report: Report, what: 'skip' | 'back', how: Partial<Report>, row: Kept | null, now: number): Ruling {
  const isAsleep = what === 'back' && row !== null && row.state === 'pending';
  const wake: Effect[] = isAsleep ? [keep(row, { ringAt: now, state: 'pending', settledAt: null })] : [];
  return withWord(ruling(what, report, [changed(report, how), ...wake]), `${what}-done`, report);
}

function withWord({ reason, subject, effects }: Ruling, what: string, { id }: Report, more: ViewData = {}): Ruling {
  return { reason, subject, effects: [...effects, privately('status-said', { what, report: id, ...more })] };
}

/** A private word to whoever asked or pressed. */
export function answered(what: string, report: Report | null = null, more: ViewData = {}): Ruling {
  const data = { what, ...(report === null ? {} : { report: report.id }), ...more };
  return ruling(what, report, [privately('status-said', data)]);
}

function refused(errors: Record<string, string>): Ruling {
  return ruling('refused', null, [{ kind: 'answer', how: 'field-errors', errors, data: {} }]);
}

function privately(view: string, data: ViewData): Effect {
  return { kind: 'answer', how: 'privately', view, data };
}
