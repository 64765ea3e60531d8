import { describe, expect, test } from 'vitest';
import { figuresOf, median, pagedInVain, timesOf, updatesOf } from '../../../engine/incident-figures.ts';
import { blankReview } from '../load.ts';
import { agreed, entries, entry, incident, raisedAt } from './facts.ts';

const MINUTE = 60_000;

describe('one emergency in figures', () => {
  test('counts from the raising to who first had it, whoever had it later, and to the last end', () => {
    const later = [...entries.slice(0, -1), entry(20, 'passed-on', null), entry(25, 'acknowledged', 'U0MIRA')];
    expect(timesOf(incident({ acknowledgedAt: raisedAt + 25 * MINUTE }), later)).toEqual({
      toAcknowledge: 6 * MINUTE,
      toResolve: 50 * MINUTE,
    });
    expect(timesOf(incident({ acknowledgedAt: null, resolvedAt: null }), [])).toEqual({
      toAcknowledge: null,
      toResolve: null,
    });
  });

  test('names whose step nobody took, and not who took it in the end, nor who was woken beside them', () => {
    expect(pagedInVain(entries)).toEqual(['U0MIRA']);
    const again = [
      entry(0, 'paged', null, { people: ['U0MIRA', 'system'] }),
      entry(5, 'paged', null, { people: ['U0RUTH'] }),
      entry(10, 'paged', null, { people: ['U0MIRA'] }),
      entry(11, 'acknowledged', 'U0MIRA'),
    ];
    expect(pagedInVain(again)).toEqual(['U0RUTH']);
    expect(pagedInVain([])).toEqual([]);
    expect(pagedInVain([...entries, entry(20, 'handed', 'U0MIRA', { from: 'U0RUTH' })])).toEqual([]);
  });

  test('counts what somebody wrote to the client, and how often nobody did in time', () => {
    expect(updatesOf(entries)).toEqual({ kept: 1, late: 0 });
    expect(updatesOf([entry(30, 'update', null), entry(31, 'update', 'U0RUTH'), entry(61, 'update', null)])).toEqual({
      kept: 1,
      late: 2,
    });
  });
});

describe('a month in figures', () => {
  test('the middle is the middle', () => {
    expect([median([]), median([7]), median([9, 1, 5]), median([8, 2])]).toEqual([null, 7, 5, 5]);
  });

  test('counts the month of the client’s own zone, without drills, and false alarms without their times', () => {
    const said = (answers: ('yes' | 'not-quite')[]) => ({
      ...blankReview(incident()),
      answers: answers.map((answer, index) => ({ by: `U${index}`, answer, at: 0, place: null })),
    });
    const told = [
      { incident: incident(), entries, review: said(['yes']) },
      { incident: incident({ resolvedAt: raisedAt + 10 * MINUTE }), entries, review: said(['yes', 'not-quite']) },
      { incident: incident({ how: 'false-alarm', resolvedAt: raisedAt + 99_999_999 }), entries: [], review: null },
      { incident: incident({ isDrill: true, number: null }), entries, review: null },
      // The last minute of October in UTC is November in Berlin.
      { incident: incident({ raisedAt: Date.UTC(2026, 9, 31, 23, 59) }), entries: [], review: null },
      { incident: incident({ raisedAt: Date.UTC(2026, 9, 31, 22, 59) }), entries: [], review: null },
    ];
    const figures = figuresOf(told, agreed(), '2026-11');
    expect(figures).toMatchObject({ count: 4, falseAlarms: 1, well: 1, notQuite: 1, toAcknowledge: 6 * MINUTE });
    expect(figuresOf(told, agreed(), '2026-10')).toMatchObject({ count: 1 });
    expect(figuresOf([], agreed(), '2026-10')).toEqual({
      ...{ count: 0, falseAlarms: 0, toAcknowledge: null, toResolve: null, well: 0, notQuite: 0 },
    });
  });
});
