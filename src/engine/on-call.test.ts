import { describe, expect, it } from 'vitest';
import type { Rota } from '../agreement/on-call.ts';
import type { Absence } from './absence.ts';
import { dutiesBetween, type Override, onCallAt, type RotaKnown } from './on-call.ts';

const at = (text: string) => Date.parse(`2026-11-${text}:00Z`);
const people = [{ id: 'U0MIRA' }, { id: 'U0JONAS' }, { id: 'U0ELIF' }];
const rota: Rota = {
  timeZone: 'UTC',
  handOver: { weekday: 'mon', time: '09:00' },
  people,
  startsOn: '2026-11-02',
  notice: true,
};

const away = (userId: string, since: string, until: string, backup: string | null = null): Absence => {
  return { id: `${userId}:${since}`, userId, since: at(since), until: at(until), backup, setBy: userId };
};
const override = (userId: string, since: string, until: string, setAt = 1): Override => {
  const id = `${userId}:${since}:${setAt}`;
  return { id, rota: 'evenings', userId, since: at(since), until: at(until), pair: null, setBy: userId, setAt };
};
const known = (some: Partial<RotaKnown> = {}): RotaKnown => ({ overrides: [], absences: [], gone: [], ...some });
const who = (some: Partial<RotaKnown>, instant: string) => {
  const { userId, because, planned } = onCallAt(rota, known(some), at(instant));
  return [userId, because, planned];
};

describe('who is on call', () => {
  it('is whose turn it is, from hand-over to hand-over', () => {
    expect(onCallAt(rota, known(), at('11T12:00'))).toEqual({
      userId: 'U0JONAS',
      because: 'turn',
      planned: 'U0JONAS',
      override: null,
      since: at('09T09:00'),
      until: at('16T09:00'),
    });
  });

  it('is whoever took it over, within that time and not a moment longer', () => {
    const overrides = [override('U0ELIF', '10T18:00', '11T08:00')];
    expect(who({ overrides }, '10T18:00')).toEqual(['U0ELIF', 'override', 'U0ELIF']);
    expect(who({ overrides }, '11T08:00')).toEqual(['U0JONAS', 'turn', 'U0JONAS']);
    expect(onCallAt(rota, known({ overrides }), at('11T09:00'))).toMatchObject({ since: at('11T08:00') });
  });

  it('is who was named last, where two took over the same evening', () => {
    const overrides = [override('U0RUTH', '10T00:00', '12T00:00', 2), override('U0ELIF', '10T18:00', '11T08:00', 1)];
    expect(who({ overrides }, '10T20:00')[0]).toBe('U0RUTH');
    expect(who({ overrides: overrides.toReversed() }, '10T20:00')[0]).toBe('U0RUTH');
  });

  it('is who stands in by their own choice where they are away, else the next in the rota', () => {
    const jonas = away('U0JONAS', '10T00:00', '12T00:00');
    expect(who({ absences: [jonas] }, '11T00:00')).toEqual(['U0ELIF', 'next-in-rota', 'U0JONAS']);
    expect(who({ absences: [{ ...jonas, backup: 'U0RUTH' }] }, '11T00:00')).toEqual(['U0RUTH', 'stands-in', 'U0JONAS']);
    const both = [{ ...jonas, backup: 'U0RUTH' }, away('U0RUTH', '10T00:00', '12T00:00')];
    expect(who({ absences: both }, '11T00:00')).toEqual(['U0ELIF', 'next-in-rota', 'U0JONAS']);
    expect(who({ absences: both }, '12T00:00')).toEqual(['U0JONAS', 'turn', 'U0JONAS']);
  });

  it('is the next where their account was closed, and where who took over is away', () => {
    expect(who({ gone: ['U0JONAS', 'U0ELIF'] }, '11T00:00')).toEqual(['U0MIRA', 'next-in-rota', 'U0JONAS']);
    const overrides = [override('U0RUTH', '10T00:00', '12T00:00')];
    const absences = [away('U0RUTH', '10T00:00', '12T00:00')];
    expect(who({ overrides, absences }, '11T00:00')).toEqual(['U0JONAS', 'next-in-rota', 'U0RUTH']);
  });

  it('is nobody only where nobody is there', () => {
    const absences = people.map(({ id }) => away(id, '10T00:00', '12T00:00'));
    expect(who({ absences }, '11T00:00')).toEqual([null, 'nobody-there', 'U0JONAS']);
    expect(who({ absences, overrides: [override('U0RUTH', '11T00:00', '11T06:00')] }, '11T00:00')[0]).toBe('U0RUTH');
  });

  it('two who name each other end nowhere, and the rota goes on', () => {
    const absences = [
      away('U0JONAS', '10T00:00', '12T00:00', 'U0MIRA'),
      away('U0MIRA', '10T00:00', '12T00:00', 'U0JONAS'),
    ];
    expect(who({ absences }, '11T00:00')).toEqual(['U0ELIF', 'next-in-rota', 'U0JONAS']);
  });
});

describe('a calendar of who is on call', () => {
  const some = known({
    overrides: [override('U0RUTH', '08T00:00', '10T00:00')],
    absences: [away('U0ELIF', '18T00:00', '20T00:00')],
  });

  it('names every stretch once, in order', () => {
    const duties = dutiesBetween(rota, some, at('05T00:00'), at('24T00:00'));
    expect(
      duties.map(({ userId, since, until }) => [userId, new Date(since).toISOString().slice(8, 16), until]),
    ).toEqual([
      ['U0MIRA', '02T09:00', at('08T00:00')],
      ['U0RUTH', '08T00:00', at('10T00:00')],
      ['U0JONAS', '10T00:00', at('16T09:00')],
      ['U0ELIF', '16T09:00', at('18T00:00')],
      ['U0MIRA', '18T00:00', at('20T00:00')],
      ['U0ELIF', '20T00:00', at('23T09:00')],
      ['U0MIRA', '23T09:00', at('30T09:00')],
    ]);
  });

  it('says at every instant what is said of that instant alone', () => {
    const duties = dutiesBetween(rota, some, at('05T00:00'), at('24T00:00'));
    for (let now = at('05T00:00'); now < at('24T00:00'); now += 3_600_000 * 5) {
      const within = duties.filter(({ since, until }) => since <= now && now < until);
      expect(within).toHaveLength(1);
      expect(within[0]?.userId).toBe(onCallAt(rota, some, now).userId);
    }
  });
});
