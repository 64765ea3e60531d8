import { describe, expect, it } from 'vitest';
import type { Responder } from '../agreement/escalation.ts';
import type { OnCall } from '../agreement/on-call.ts';
import type { Absence } from './absence.ts';
import { keyOf, type RespondersKnown, respondersOf } from './responders.ts';

const now = Date.UTC(2026, 10, 11, 12);
const onCall: OnCall = {
  contacts: { 'night-desk': { name: 'Night desk', phone: '+493023125009' } },
  rotas: {
    evenings: {
      timeZone: 'UTC',
      handOver: { weekday: 'mon', time: '09:00' },
      people: [{ id: 'U0MIRA' }, { id: 'U0JONAS' }],
      startsOn: '2026-11-02',
      notice: true,
    },
  },
  policies: {},
};
const away = (userId: string, backup: string | null = null): Absence => {
  return { id: userId, userId, since: now - 1, until: now + 1, backup, setBy: userId };
};
const known = ({
  gone = [],
  absent = [],
  groups = {},
}: {
  gone?: string[];
  absent?: Absence[];
  groups?: Record<string, string[]>;
} = {}): RespondersKnown => ({
  rotas: new Map([['evenings', { overrides: [], absences: absent, gone }]]),
  groups: new Map(Object.entries(groups)),
  missing: { gone, away: absent },
});
const rota: Responder = { kind: 'rota', name: 'evenings' };
const ruth: Responder = { kind: 'person', id: 'U0RUTH' };
const group: Responder = { kind: 'group', id: 'S0ABC' };
const desk: Responder = { kind: 'contact', name: 'night-desk' };

function found(page: Responder[], some: Parameters<typeof known>[0] = {}, agency = onCall) {
  const { paged, unfilled } = respondersOf({ page }, agency, known(some), now);
  return {
    paged: paged.map((one) => `${keyOf(one)} ${one.because}`),
    unfilled: unfilled.map(({ because, responder }) => `${responder.kind} ${because}`),
  };
}

describe('whom a step pages', () => {
  it('is everybody it names: who is on call, a person, a group, a contact', () => {
    expect(found([rota, ruth, group, desk], { groups: { S0ABC: ['U0ELIF', 'U0TOM'] } })).toEqual({
      paged: ['U0JONAS turn', 'U0RUTH named', 'U0ELIF in-group', 'U0TOM in-group', 'contact:night-desk named'],
      unfilled: [],
    });
  });

  it('is each of them once', () => {
    const jonas: Responder = { kind: 'person', id: 'U0JONAS' };
    expect(found([rota, jonas, group], { groups: { S0ABC: ['U0JONAS'] } }).paged).toEqual(['U0JONAS turn']);
  });

  it('is whom they named where somebody is on leave; without one, that line is empty', () => {
    expect(found([ruth], { absent: [away('U0RUTH', 'U0MIRA')] }).paged).toEqual(['U0MIRA stands-in']);
    expect(found([ruth], { absent: [away('U0RUTH')] })).toEqual({ paged: [], unfilled: ['person away'] });
    expect(found([ruth], { gone: ['U0RUTH'] })).toEqual({ paged: [], unfilled: ['person away'] });
    expect(found([ruth], { absent: [away('U0RUTH', 'U0MIRA')], gone: ['U0MIRA'] }).paged).toEqual([]);
  });

  it('is those of a group who are there, and the next of a rota', () => {
    const absent = [away('U0JONAS'), away('U0ELIF', 'U0RUTH')];
    expect(found([rota, group], { absent, groups: { S0ABC: ['U0ELIF', 'U0TOM'] } }).paged).toEqual([
      'U0MIRA next-in-rota',
      'U0TOM in-group',
    ]);
  });

  it('says of each empty line why: nobody there, never read, not in the file any more', () => {
    const absent = [away('U0JONAS'), away('U0MIRA')];
    expect(found([rota, group], { absent }).unfilled).toEqual(['rota nobody-there', 'group unread']);
    expect(found([group], { groups: { S0ABC: [] } }).unfilled).toEqual(['group nobody-there']);
    const without = { contacts: {}, rotas: {}, policies: {} };
    expect(found([rota, desk], {}, without)).toEqual({ paged: [], unfilled: ['rota unknown', 'contact unknown'] });
  });
});
