import fc from 'fast-check';
import { DateTime } from 'luxon';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { parseCalendar } from '../time/calendar.ts';
import {
  daysSchema,
  spanSchema,
  spanText,
  type Target,
  targetSchema,
  targetText,
  warningSchema,
  wordsSchema,
} from './duration.ts';
import { explainDue } from './explain.ts';
import { officeHoursSchema } from './office-hours.ts';
import { dueBy, warnAt } from './target.ts';

const HOUR = 3_600_000;
const hours = [['08:00', '18:00']] as [string, string][];
const calendar = parseCalendar({
  timeZone: 'Europe/Berlin',
  weekly: { mon: hours, tue: hours, wed: hours, thu: hours, fri: hours },
});
const local = (text: string) => DateTime.fromISO(text, { zone: 'Europe/Berlin' }).toMillis();
const shown = (at: number) => DateTime.fromMillis(at, { zone: 'Europe/Berlin' }).toFormat("yyyy-MM-dd'T'HH:mm");
const read = (text: string) => targetSchema('').parse(text);

describe('a promised time', () => {
  // 2026-03-06 is a Friday.
  it.each([
    ['two hours run over the weekend', '2h', '2026-03-06T17:00', '2026-03-09T09:00'],
    ['30 seconds', '30s', '2026-03-09T10:00', '2026-03-09T10:00'],
    ['exactly at closing is due today', '1h', '2026-03-06T17:00', '2026-03-06T18:00'],
    [
      'a business day is the same time on the next business date',
      '1 business day',
      '2026-03-06T16:30',
      '2026-03-09T16:30',
    ],
    [
      'asked on Saturday, from the next opening of the next date',
      '1 business day',
      '2026-03-07T12:00',
      '2026-03-09T12:00',
    ],
    ['the end of this business day', 'end of business day', '2026-03-06T16:30', '2026-03-06T18:00'],
    ['asked after it, the next one’s', 'end of business day', '2026-03-06T20:00', '2026-03-09T18:00'],
    ['the end of the next business day', 'end of next business day', '2026-03-06T20:00', '2026-03-09T18:00'],
  ])('%s', (_remark, target, asked, due) => expect(shown(dueBy(read(target), calendar, local(asked)))).toBe(due));

  it('is warned of at a share of the open time, or so much open time before', () => {
    const [from, due] = [local('2026-03-09T17:00'), local('2026-03-10T11:00')];
    expect(shown(warnAt(calendar, from, due, { kind: 'before', ms: HOUR }))).toBe('2026-03-10T10:00');
    expect(shown(warnAt(calendar, from, due, { kind: 'share', share: 0.75 }))).toBe('2026-03-10T10:00');
    expect(shown(warnAt(calendar, from, due, { kind: 'share', share: 0.5 }))).toBe('2026-03-10T09:00');
  });

  it('a window no longer than the lead is warned of at half', () => {
    const [from, due] = [local('2026-03-09T10:00'), local('2026-03-09T11:00')];
    expect(shown(warnAt(calendar, from, due, { kind: 'before', ms: 2 * HOUR }))).toBe('2026-03-09T10:30');
    expect(shown(warnAt(calendar, from, due, { kind: 'before', ms: HOUR }))).toBe('2026-03-09T10:30');
  });

  it('a warning lies within the window, whatever the target and whenever it was asked', () => {
    const target = fc.oneof(
      fc.record({ kind: fc.constant('open-time' as const), ms: fc.integer({ min: 1000, max: 240 * HOUR }) }),
      fc.record({ kind: fc.constant('business-days' as const), days: fc.integer({ min: 1, max: 60 }) }),
      fc.record({ kind: fc.constant('end-of-business-day' as const), after: fc.integer({ min: 0, max: 1 }) }),
    );
    const start = local('2026-01-01T00:00');
    fc.assert(
      fc.property(
        target,
        fc.integer({ min: 0, max: 365 * 24 * HOUR }),
        fc.integer({ min: 1, max: 99 }),
        (given, after, percent) => {
          const from = start + after;
          const due = dueBy(given, calendar, from);
          const warn = warnAt(calendar, from, due, { kind: 'share', share: percent / 100 });
          expect(warn).toBeGreaterThanOrEqual(from);
          expect(warn).toBeLessThanOrEqual(due);
        },
      ),
    );
  });

  it('says which open spans were counted, and they add up', () => {
    const officeHours = officeHoursSchema.parse({
      timeZone: 'Europe/Istanbul',
      weekly: { thu: '09:00-18:00', fri: '09:00-12:30, 13:30-18:00', mon: '09:00-18:00' },
      holidays: { country: 'TR' },
    });
    const at = DateTime.fromISO('2026-04-30T17:30', { zone: 'Europe/Istanbul' }).toMillis();
    const window = { target: read('4h'), hours: 'office', warnAt: { kind: 'share', share: 0.75 } } as const;
    const why = explainDue({ officeHours }, window, at);
    const text = (instant: number) => DateTime.fromMillis(instant, { zone: why.timeZone }).toFormat('LLL dd HH:mm');
    // 1 May is a holiday.
    expect(why.spans.map(({ from, to }) => `${text(from)} - ${text(to)}`)).toEqual([
      'Apr 30 17:30 - Apr 30 18:00',
      'May 04 09:00 - May 04 12:30',
    ]);
    expect(why.special).toEqual([{ date: '2026-05-01', name: 'Emek ve Dayanışma Günü' }]);
    expect(text(why.due)).toBe('May 04 12:30');
    expect(text(why.warn)).toBe('May 04 11:30');
    expect(why.spans.reduce((sum, { ms }) => sum + ms, 0)).toBe(4 * HOUR);
    const always = explainDue({ officeHours }, { ...window, hours: 'roundTheClock' }, at);
    expect(always.due - at).toBe(4 * HOUR);
    expect(always.special).toEqual([]);
  });
});

describe('a length of time', () => {
  const span = spanSchema('', ['5m'], 24 * HOUR, 1000);
  it.each([
    ['30s', 30_000],
    ['15m', 900_000],
    ['1h 30m', 5_400_000],
    ['1h30m', 5_400_000],
    ['24h', 24 * HOUR],
  ])('%s', (text, ms) => expect(span.parse(text)).toEqual({ ms }));
  it.each(['', '5', '5 m', 'm', '1.5h', '5 minutes', '-5m', '30m 1h', '25h', '0s', '٥m'])('refuses "%s"', (text) =>
    expect(span.safeParse(text).success).toBe(false),
  );

  it('a warning is a share or a lead', () => {
    const warning = warningSchema('');
    expect(warning.parse('75 %')).toEqual({ kind: 'share', share: 0.75 });
    expect(warning.parse('30m before')).toEqual({ kind: 'before', ms: 1_800_000 });
    for (const text of ['0%', '100%', '75', 'before', '0m before']) expect(warning.safeParse(text).success).toBe(false);
  });

  it('retention is in days', () => {
    expect(daysSchema('', ['90 days']).parse('1 day')).toEqual({ days: 1 });
    for (const text of ['0 days', '4000 days', '90', '3 months']) {
      expect(daysSchema('', ['90 days']).safeParse(text).success).toBe(false);
    }
  });

  it('words are kept for no more than 180 days, and whoever writes more is told why', () => {
    const words = wordsSchema('', ['30 days']);
    expect(words.parse('180 days')).toEqual({ days: 180 });
    const because = 'words go 180 days after they were posted at the latest';
    expect(words.safeParse('181 days').error?.issues[0]?.message).toBe(
      `"181 days" cannot be kept; write between 1 day and 180 days, for ${because}`,
    );
  });

  it('what is read and written again is the same, and the published pattern takes it', () => {
    const targets: fc.Arbitrary<Target> = fc.oneof(
      fc.record({
        kind: fc.constant('open-time' as const),
        ms: fc.integer({ min: 1, max: 240 * 3600 }).map((s) => s * 1000),
      }),
      fc.record({ kind: fc.constant('business-days' as const), days: fc.integer({ min: 1, max: 60 }) }),
      fc.record({ kind: fc.constant('end-of-business-day' as const), after: fc.integer({ min: 0, max: 1 }) }),
    );
    const pattern = new RegExp(String(z.toJSONSchema(targetSchema(''), { io: 'input' }).pattern));
    fc.assert(
      fc.property(targets, (target) => {
        expect(read(targetText(target))).toEqual(target);
        expect(targetText(target)).toMatch(pattern);
      }),
    );
    expect(spanText(0)).toBe('0s');
  });
});
