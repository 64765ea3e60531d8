import { describe, expect, test } from 'vitest';
import type { Step } from '../../../agreement/escalation.ts';
import type { Incident, IncidentEntry, PageRow } from '../../../engine/incident.ts';
import { type BurningFacts, burning } from '../burning.ts';
import { pageId, pageKey } from '../chain.ts';

const MINUTE = 60_000;
const raisedAt = Date.UTC(2026, 10, 21, 1);
const step = (id: string, by: Step['by'], minutes: number): Step => ({
  page: [{ kind: 'person', id }],
  by,
  wait: { ms: minutes * MINUTE },
});

const incident = {
  ...{ id: 'i', clientId: 'nova', state: 'triggered', round: 0, step: 0, raisedAt },
  policy: {
    hours: 'always',
    repeat: 1,
    steps: [step('U0MIRA', ['slack', 'sms'], 5), step('U0GONE', ['slack'], 5), step('U0RUTH', ['call'], 10)],
  },
} as Partial<Incident> as Incident;

const paged = (round: number, at: number, kind: IncidentEntry['kind'] = 'paged', step = 0): IncidentEntry => ({
  ...{ id: `${round}:${step}:${kind}`, incidentId: 'i', kind, at, by: null, place: null },
  data: { round, step, people: ['U0MIRA'], because: ['away'] },
});

const rows = (
  round: number,
  step: number,
  responder: string,
  way: PageRow['way'],
  state: PageRow['state'],
): PageRow => ({
  ...{ id: pageId({ id: 'i' }, { round, step }, { responder, way }), what: 'page', incidentId: 'i', clientId: 'nova' },
  ...{ round, step, responder, way, state, tries: 1, createdAt: raisedAt, attemptedAt: null, sentAt: null },
  ...{ reference: null, failure: null },
});

function facts(more: Partial<BurningFacts> = {}): BurningFacts {
  return {
    incident,
    entries: [paged(0, raisedAt)],
    pages: [rows(0, 0, 'U0MIRA', 'sms', 'sending')],
    said: [
      {
        ...{ key: pageKey({ id: 'i' }, { round: 0, step: 0 }, 'U0MIRA'), rule: 'emergencies', view: 'emergency-page' },
        ...{ to: { kind: 'person', userId: 'U0MIRA' }, data: {}, state: 'sent', sentAt: raisedAt },
      },
    ],
    known: {
      onCall: { contacts: { U0MIRA: { phone: '+491' }, U0RUTH: { phone: '+492' } }, rotas: {}, policies: {} },
      responders: { rotas: new Map(), groups: new Map(), missing: { gone: ['U0GONE'], away: [] } },
      staff: ['U0MIRA', 'U0RUTH', 'U0ADMIN'],
      lastResort: ['U0ADMIN'],
    },
    nextAt: raisedAt + 5 * MINUTE,
    silentAt: null,
    ...more,
  };
}

const inShort = (given: BurningFacts) =>
  burning(given, raisedAt).steps.map(({ round, step: number, pagedAt, dueAt, pages, isLastResort }) => {
    const minutes = ((pagedAt ?? dueAt ?? raisedAt) - raisedAt) / MINUTE;
    const who = pages.map(({ responder, way, state }) => `${responder} ${way} ${state}`).join(', ');
    const when = pagedAt !== null ? 'paged' : dueAt !== null ? 'due' : 'stands';
    return `${isLastResort ? 'last' : `${round}:${number}`} ${when} ${minutes}: ${who}`;
  });

describe('the chain as it burns down', () => {
  test('shows what was paged with what became of it, and what comes as the chain itself would go on', () => {
    expect(inShort(facts())).toEqual([
      '0:0 paged 0: U0MIRA slack sent, U0MIRA sms waiting',
      '0:1 due 5: ',
      '0:2 due 5: U0RUTH call coming',
      'last due 30: U0ADMIN slack coming',
    ]);
    expect(burning(facts(), raisedAt)).toMatchObject({ round: 1, rounds: 2 });
    expect(burning(facts(), raisedAt).steps[1]?.unfilled).toEqual([{ responder: 'U0GONE', because: 'away' }]);
  });

  test('says at the end of a round that it begins again', () => {
    const atEnd = { ...incident, step: 2 };
    expect(
      inShort(facts({ incident: atEnd, entries: [paged(0, raisedAt, 'paged', 2)], nextAt: raisedAt })).slice(1),
    ).toEqual(['1:0 due 0: U0MIRA slack coming, U0MIRA sms coming', 'last due 15: U0ADMIN slack coming']);
  });

  test('stands still while somebody has it, and shows nothing to come when it is over', () => {
    const taken = { ...incident, state: 'acknowledged' as const };
    expect(inShort(facts({ incident: taken, nextAt: null })).slice(1)).toEqual([
      '0:1 stands 0: ',
      '0:2 stands 0: U0RUTH call coming',
      'last stands 0: U0ADMIN slack coming',
    ]);
    expect(inShort(facts({ incident: { ...incident, state: 'resolved' } }))).toHaveLength(1);
  });

  test('shows at its end that everybody is paged, and that again', () => {
    const last = { ...incident, round: 2, step: 0 };
    const entries = [paged(1, raisedAt, 'paged', 2), paged(2, raisedAt + 10 * MINUTE, 'exhausted')];
    const pages = [rows(2, 0, 'U0ADMIN', 'sms', 'failed')];
    expect(inShort(facts({ incident: last, entries, pages, said: [], nextAt: raisedAt + 25 * MINUTE }))).toEqual([
      '1:2 paged 0: ',
      'last paged 10: U0ADMIN sms failed',
      'last due 25: U0ADMIN slack coming',
    ]);
  });

  test('a drill goes through the steps once, and not to the last resort', () => {
    const drill = { ...incident, isDrill: true, policy: { ...incident.policy, repeat: 0 } };
    expect(inShort(facts({ incident: drill })).at(-1)).toBe('0:2 due 5: U0RUTH call coming');
    expect(burning(facts({ incident: drill }), raisedAt).rounds).toBe(1);
  });

  test('before anybody was paged, its first step is due at the opening', () => {
    const waits = { ...incident, step: null };
    const opensAt = raisedAt + 60 * MINUTE;
    expect(inShort(facts({ incident: waits, entries: [], pages: [], said: [], nextAt: opensAt }))[0]).toBe(
      '0:0 due 60: U0MIRA slack coming, U0MIRA sms coming',
    );
  });
});
