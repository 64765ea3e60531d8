import { describe, expect, test } from 'vitest';
import type { Agreement } from '../../../agreement/agreement.ts';
import type { Rota } from '../../../agreement/on-call.ts';
import type { RotaKnown } from '../../../engine/on-call.ts';
import { absentDuties, nextDuty, nextLook, noticeAt } from '../duty.ts';

const at = (text: string) => Date.parse(`2026-11-${text}:00Z`);
const rota: Rota = {
  timeZone: 'UTC',
  handOver: { weekday: 'mon', time: '09:00' },
  people: [{ id: 'U0MIRA' }, { id: 'U0JONAS' }],
  startsOn: '2026-11-02',
  notice: true,
};
const nothing: RotaKnown = { overrides: [], absences: [], gone: [] };
const away = (userId: string, since: string, until: string) => {
  return { id: userId, userId, since: at(since), until: at(until), backup: null, setBy: userId };
};
const office = {
  officeHours: {
    timeZone: 'UTC',
    weekly: { mon: [['09:00', '17:00']], fri: [['09:00', '17:00']] },
    exceptions: [],
  },
} as unknown as Agreement;

describe('who goes on call next', () => {
  test('is whoever follows, and nobody where one is alone', () => {
    expect(nextDuty(rota, nothing, at('05T00:00'))).toMatchObject({ userId: 'U0JONAS', since: at('09T09:00') });
    expect(nextDuty({ ...rota, people: [{ id: 'U0MIRA' }] }, nothing, at('05T00:00'))).toBeNull();
  });

  test('is who stands in from when the absence begins, and then whose turn it is again', () => {
    const known = { ...nothing, absences: [away('U0MIRA', '05T00:00', '06T00:00')] };
    expect(nextDuty(rota, known, at('04T00:00'))).toMatchObject({ userId: 'U0JONAS', since: at('05T00:00') });
    expect(nextDuty(rota, known, at('05T00:00'))).toMatchObject({ userId: 'U0MIRA', since: at('06T00:00') });
  });

  test('is told as it begins within their hours, else in the last hour of these', () => {
    expect(noticeAt(at('09T09:00'), office, 'UTC')).toBe(at('09T09:00'));
    expect(noticeAt(at('13T18:00'), office, 'UTC')).toBe(at('13T16:00'));
    expect(noticeAt(at('15T03:00'), office, 'UTC')).toBe(at('13T16:00'));
    expect(noticeAt(at('15T03:00'), null, null)).toBe(at('15T03:00'));
  });
});

describe('a rota', () => {
  test('is looked at every day at the time of its hand-over', () => {
    expect(nextLook(rota, at('03T08:00'))).toBe(at('03T09:00'));
    expect(nextLook(rota, at('03T09:00'))).toBe(at('04T09:00'));
    expect(nextLook(rota, at('09T08:59'))).toBe(at('09T09:00'));
  });

  test('names who is away in their turn within the week, and who takes it', () => {
    const absences = [away('U0MIRA', '05T00:00', '06T00:00'), away('U0JONAS', '12T00:00', '13T00:00')];
    const found = absentDuties(rota, { ...nothing, absences }, at('03T16:00'));
    expect(found.map(({ planned, userId }) => [planned, userId])).toEqual([['U0MIRA', 'U0JONAS']]);
    expect(absentDuties(rota, { ...nothing, absences }, at('04T16:00'))).toHaveLength(2);
    expect(absentDuties(rota, nothing, at('04T09:00'))).toEqual([]);
  });
});
