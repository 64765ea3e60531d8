/** What somebody says of themselves: a day of theirs, where it is celebrated, and whether they are named. Theirs alone to say. */

import type { CelebrationDay } from '../../engine/celebrated.ts';
import type { Effect } from '../../engine/effect.ts';
import type { EventOf, ViewData } from '../../engine/event.ts';
import { channelSubject } from '../../engine/form-subject.ts';
import type { Ruling } from '../../engine/rule.ts';
import { localDate } from '../../time/local-date.ts';
import type { Asked } from './asked.ts';
import type { MeFacts } from './load.ts';
import { plannedDays } from './planning.ts';
import { type Key, sayOfMe } from './words.ts';

/** Any leap year: every birthday is in it. */
const NO_YEAR = '2000';
const EARLIEST = '1900-01-01';

/** By command: shown, given, or forgotten. */
export function ofThemselves(asked: Exclude<Asked, { what: 'list' }>, facts: MeFacts, now: number): Ruling {
  switch (asked.what) {
    case 'me':
      return shown('asked', 'shown', facts);
    case 'unreadable':
      return shown('refused', 'unreadable', facts);
    case 'off':
      return forgotten(facts);
    case 'on':
      return shown('chosen', 'on', facts, [named(facts, true)]);
    default: {
      if (facts.place === null) return shown('refused', facts.refusal, facts);
      const { what: kind, day } = asked;
      if (kind === 'started' && !isPast(day, facts, now)) return shown('refused', 'unreadable', facts);
      const wishes = facts.isNamed ? [] : [named(facts, true)];
      return shown('kept', 'kept', facts, [...wishes, ...changed(facts, { [kind]: day }, now)]);
    }
  }
}

/** By button: the form, where there is a channel in which something could be celebrated. */
export function asksForForm(facts: MeFacts): Ruling {
  if (facts.place === null) return shown('refused', facts.refusal, facts);
  const data = { subject: channelSubject(facts.place.id), userId: facts.userId };
  return ruling('asked', [{ kind: 'answer', how: 'open-form', view: 'celebrate-me-form', data }]);
}

/** Everything that is known of them is forgotten, at once and everywhere. */
export function forgotten(facts: MeFacts): Ruling {
  const drop: Effect = { kind: 'drop-celebration-days', userId: facts.userId, of: null };
  return shown('forgotten', 'off', facts, [drop, named(facts, false)]);
}

/** What the form says is so from now on; what was left out is forgotten. */
export function filledIn({ values }: EventOf<'FormSubmitted'>, facts: MeFacts, now: number): Ruling {
  if (facts.place === null) return shown('refused', facts.refusal, facts);
  const text = (name: string) => String(values[name] ?? '');
  const [month, date] = [text('month'), text('day')];
  if ((month === '') !== (date === '')) return wrong(facts, month === '' ? 'month' : 'day', 'error.half');
  const birthday = month === '' ? null : `${month}-${date}`;
  if (birthday !== null && !isDate(`${NO_YEAR}-${birthday}`)) return wrong(facts, 'day', 'error.date');
  const started = 'started' in values ? text('started') || null : undefined;
  if (typeof started === 'string' && !isPast(started, facts, now)) return wrong(facts, 'started', 'error.ahead');
  const wish = named(facts, text('named') !== 'no');
  const days = { birthday, ...(started === undefined ? {} : { started }) };
  return shown('kept', 'kept', facts, [wish, ...changed(facts, days, now)]);
}

type Given = Partial<Record<CelebrationDay['kind'], string | null>>;

/** The days that were given are kept and planned, those given as null forgotten; nothing of what stood there before stays. */
function changed({ place, userId, agreement, days, rows, mine }: MeFacts, given: Given, now: number): Effect[] {
  if (place === null || agreement === null) return [];
  const isSame = ({ kind, day, channelId }: CelebrationDay) => given[kind] === day && channelId === place.id;
  const kinds = (Object.keys(given) as CelebrationDay['kind'][]).filter(
    (kind) => !mine.some((one) => one.kind === kind && isSame(one)),
  );
  const fresh = kinds.flatMap((kind) => {
    const day = given[kind];
    return typeof day === 'string' ? [{ userId, kind, day, clientId: agreement.id, channelId: place.id }] : [];
  });
  const isTheirs = (kind: string) => kinds.some((one) => (one === 'birthday' ? 'birthday' : 'years') === kind);
  return [
    ...kinds.map((of): Effect => ({ kind: 'drop-celebration-days', userId, of })),
    ...fresh.map((day): Effect => ({ kind: 'keep-celebration-day', day })),
    ...plannedDays(agreement, {
      days: [...days.filter((one) => one.userId !== userId || !kinds.includes(one.kind)), ...fresh],
      // Rows of a day that is forgotten go with it.
      rows: rows.filter(({ data }) => data.about !== userId || !isTheirs(data.occasion)),
      now,
    }),
  ];
}

const named = ({ userId }: MeFacts, isNamed: boolean): Effect => ({ kind: 'choose-named', userId, isNamed });

function isPast(date: string, { agreement }: MeFacts, now: number): boolean {
  return date >= EARLIEST && date <= localDate(agreement?.officeHours.timeZone ?? 'UTC', now);
}

function isDate(text: string): boolean {
  const at = Date.parse(`${text}T00:00Z`);
  return !Number.isNaN(at) && new Date(at).toISOString().slice(0, 10) === text;
}

function wrong({ language }: MeFacts, field: string, error: Key): Ruling {
  const errors = { [field]: sayOfMe(language, error) };
  return ruling('refused', [{ kind: 'answer', how: 'field-errors', errors, data: {} }]);
}

function shown(name: string, what: string, { place }: MeFacts, effects: Effect[] = []): Ruling {
  const data: ViewData = { what, channelId: place?.id ?? null };
  return ruling(name, [...effects, { kind: 'answer', how: 'privately', view: 'celebrate-me', data }]);
}

/** Nobody's date is part of a reason. */
function ruling(name: string, effects: Effect[]): Ruling {
  return { reason: { name, data: {} }, subject: null, effects };
}
