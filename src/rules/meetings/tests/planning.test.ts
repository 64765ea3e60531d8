import { describe, expect, test } from 'vitest';
import type { Agreement } from '../../../agreement/agreement.ts';
import { loadAgreement } from '../../../agreement/load.ts';
import { problemText } from '../../../agreement/problem.ts';
import type { SetDeadline } from '../../../engine/effect.ts';
import { sections } from '../../index.ts';
import { plannedAnew } from '../planning.ts';
import { type Kept, readKept } from '../record.ts';

const agreed = (meetings: string): Agreement => {
  const text = `schema: 1
id: nova
client: { name: Nova Bikes, language: en }
channels: [C0NOVA]
internalChannel: C0INT
officeHours:
  timeZone: Europe/Berlin
  weekly: { mon: 09:00-17:00, tue: 09:00-17:00, wed: 09:00-17:00, thu: 09:00-17:00, fri: 09:00-17:00 }
people: { owner: U0MIRA, backup: U0JONAS, client: [U0ANNA] }
rhythm: { meetings: [${meetings}] }
`;
  const loaded = loadAgreement(text, { fileName: 'nova.yml', sections, template: () => undefined });
  if (!loaded.ok) throw new Error(loaded.problems.map(problemText).join('\n'));
  return loaded.agreement;
};
const call = '{ id: call, title: Call, when: every Monday 10:00 }';
const friday = Date.parse('2026-11-20T12:00:00+01:00');
const istanbul = { ownersZone: 'Europe/Istanbul' };
const at = (instant: number | null) => (instant === null ? null : new Date(instant).toISOString());
const kept = (one: SetDeadline, more: Partial<Kept['data']> = {}): Kept => ({
  ...readKept({ ...one, id: 'd1', clientId: 'nova', rule: 'meetings', revision: 1, ringAt: one.ringAt ?? null }),
  data: { ...readKept({ ...one, id: 'd1', clientId: 'nova', rule: 'meetings', revision: 1 }).data, ...more },
});
const first = (agreement: Agreement, now = friday) => {
  const [next] = plannedAnew(agreement, [], istanbul, now);
  if (next === undefined) throw new Error('Nothing comes.');
  return next;
};

describe('what is planned', () => {
  test('the agenda comes on the business day before at ten on the owner’s clock, or at once where that has passed', () => {
    const early = first(agreed(call), Date.parse('2026-11-19T12:00:00+01:00'));
    expect([at(early.dueAt), at(early.ringAt)]).toEqual(['2026-11-23T09:00:00.000Z', '2026-11-20T07:00:00.000Z']);
    expect(at(first(agreed(call)).ringAt)).toBe(at(friday));
  });

  test('what is planned already is left as it is, however often the agreement is applied', () => {
    const agreement = agreed(call);
    expect(plannedAnew(agreement, [kept(first(agreement))], istanbul, friday)).toEqual([]);
  });

  test('another hour moves it, and an agenda that was read is not brought once more', () => {
    const before = kept(first(agreed(call)), { isTold: true });
    const after = plannedAnew(agreed(call.replace('10:00', '11:00')), [before], istanbul, friday);
    expect(after).toEqual([
      expect.objectContaining({
        id: 'd1',
        dueAt: Date.parse('2026-11-23T10:00:00Z'),
        ringAt: Date.parse('2026-11-23T10:00:00Z'),
      }),
    ]);
  });

  test('a visit is reminded of on its day, unless it begins too early to get there afterwards', () => {
    const visit = call.replace('id: call', 'id: call, kind: visit, place: Bremen');
    expect(at(kept(first(agreed(visit))).data.morningAt)).toBe('2026-11-23T05:00:00.000Z');
    expect(kept(first(agreed(visit.replace('10:00', '06:30')))).data.morningAt).toBeNull();
    expect(() => agreed(visit.replace(', place: Bremen', ''))).toThrow('a visit is somewhere: write its place');
    const before = kept(first(agreed(visit)), { isTold: true });
    const [after] = plannedAnew(agreed(visit.replace('10:00', '12:00')), [before], istanbul, friday);
    expect(at(after?.ringAt ?? null)).toBe('2026-11-23T05:00:00.000Z');
  });

  test('what is not agreed any more falls away, and another weekday is another meeting', () => {
    const before = kept(first(agreed(call)));
    expect(plannedAnew(agreed(''), [before], istanbul, friday)).toEqual([
      expect.objectContaining({ id: 'd1', state: 'cancelled', ringAt: null }),
    ]);
    const after = plannedAnew(agreed(call.replace('Monday', 'Tuesday')), [before], istanbul, friday);
    expect(after.map(({ id, state, subject }) => [id, state, subject])).toEqual([
      ['d1', 'cancelled', 'meeting:nova:call:2026-11-23'],
      [null, 'pending', 'meeting:nova:call:2026-11-24'],
    ]);
  });

  test('what was held today at ten does not come once more today as the hour is changed to eleven', () => {
    const held = kept({ ...first(agreed(call)), state: 'met', settledAt: Date.parse('2026-11-23T10:00:00+01:00') });
    const after = plannedAnew(agreed(call.replace('10:00', '11:00')), [held], istanbul, held.dueAt + 1);
    expect(after.map(({ subject }) => subject)).toEqual(['meeting:nova:call:2026-11-30']);
  });
});
