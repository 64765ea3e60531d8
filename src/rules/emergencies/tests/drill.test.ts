import { describe, expect, test } from 'vitest';
import type { Policy, Step } from '../../../agreement/escalation.ts';
import type { SaidMessage } from '../../../engine/facts.ts';
import type { Incident, IncidentEntry, PageRow } from '../../../engine/incident.ts';
import type { ChainKnown } from '../chain.ts';
import { AT_ONCE_WAITS, drillStrides, longestDrill } from '../drill-chain.ts';
import { reportOf } from '../drill-report.ts';

const MINUTE = 60_000;
const step = (...people: string[]): Step => ({
  page: people.map((id) => ({ kind: 'person', id })),
  by: ['slack', 'sms'],
  wait: { ms: 5 * MINUTE },
});
const policy: Policy = { hours: 'always', repeat: 0, steps: [step('U0A'), step('U0B'), step('U0C', 'U0D')] };
const known = (gone: string[] = []): ChainKnown => ({
  onCall: { contacts: { U0A: { phone: '+491' } }, rotas: {}, policies: {} },
  responders: { rotas: new Map(), groups: new Map(), missing: { gone, away: [] } },
  staff: ['U0A', 'U0B', 'U0C', 'U0D', 'U0LAST'],
  lastResort: ['U0LAST'],
});
const stepsOf = (strides: { step: number }[]) => strides.map((one) => one.step);

describe('the chain of a drill', () => {
  test('is gone through step by step, those that reach nobody at once, and never to the last resort', () => {
    expect(stepsOf(drillStrides(policy, null, known(['U0A']), 0, false))).toEqual([0, 1]);
    expect(stepsOf(drillStrides(policy, { round: 0, step: 1 }, known(), 0, false))).toEqual([2]);
    expect(drillStrides(policy, { round: 0, step: 2 }, known(), 0, false)).toEqual([]);
    expect(stepsOf(drillStrides(policy, null, known(['U0A', 'U0B', 'U0C', 'U0D']), 0, false))).toEqual([0, 1, 2]);
  });

  test('or all at once, and lasts as long as its steps or ten minutes', () => {
    expect(stepsOf(drillStrides(policy, null, known(['U0B']), 0, true))).toEqual([0, 1, 2]);
    expect([longestDrill(policy, false), longestDrill(policy, true)]).toEqual([15 * MINUTE, AT_ONCE_WAITS]);
  });
});

describe('the report', () => {
  const begun = Date.parse('2026-11-02T10:00:00+01:00');
  const entry = (kind: IncidentEntry['kind'], data: IncidentEntry['data'], by: string | null, at = begun) =>
    ({
      id: `${kind}-${JSON.stringify(data)}-${by}`,
      incidentId: 'i',
      kind,
      at,
      by,
      data,
      place: null,
    }) as IncidentEntry;
  const call = (stepAt: number, responder: string, state: PageRow['state'], failure: string | null = null) =>
    ({ what: 'page', step: stepAt, responder, way: 'sms', state, sentAt: begun, failure }) as PageRow;
  const message = (stepAt: number, userId: string, state: SaidMessage['state']) =>
    ({
      ...{ key: userId, rule: 'emergencies', to: { kind: 'person', userId }, view: 'emergency-page', state },
      ...{ data: { step: stepAt, round: 0 }, sentAt: state === 'sent' ? begun : null },
    }) as SaidMessage;
  const incident = { policy, raisedAt: begun } as Incident;
  const paged = (stepAt: number, ...people: string[]) => entry('paged', { step: stepAt, round: 0, people }, null);

  test('says of each by which ways they were reached, and after how long they answered', () => {
    const { steps, mend, how, untried } = reportOf({
      incident,
      entries: [
        paged(0, 'U0A'),
        entry('acknowledged', {}, 'U0A', begun + MINUTE),
        entry('resolved', { because: 'answered' }, 'U0A'),
      ],
      pages: [call(0, 'U0A', 'sent'), call(0, 'system', 'unknown')],
      said: [message(0, 'U0A', 'sent')],
      silences: [],
    });
    expect(steps).toMatchObject([
      {
        step: 0,
        tried: [
          { responder: 'U0A', answeredAfter: MINUTE, ways: [{ way: 'slack' }, { way: 'sms', outcome: 'sent' }] },
          { responder: 'system', ways: [{ outcome: 'unknown' }] },
        ],
      },
    ]);
    expect({ mend, how, untried }).toEqual({ mend: [], how: 'answered', untried: 2 });
  });

  test('names everything that is to be mended, each once', () => {
    const { mend, untried } = reportOf({
      incident,
      entries: [
        entry('not-reached', { step: 0, round: 0, people: ['U0A', 'group:S1'], because: ['away', 'unread'] }, null),
        paged(1, 'U0B'),
        paged(2, 'U0C', 'U0D', 'contact:desk'),
        entry('not-reached', { people: ['U0D'], ways: ['slack'], because: ['user_not_found'] }, null),
        entry('resolved', { because: 'over' }, null),
      ],
      pages: [call(2, 'contact:desk', 'failed', 'not set up'), call(2, 'U0D', 'failed', 'no such number')],
      said: [message(1, 'U0B', 'sent'), message(2, 'U0C', 'sent'), message(2, 'U0D', 'failed')],
      silences: [
        { userId: 'U0B', since: begun - 1, until: begun + 1 },
        { userId: 'U0C', since: begun + 1, until: begun + 2 },
      ],
    });
    expect(mend).toEqual([
      { what: 'step-empty', step: 0 },
      { what: 'unread', responder: 'group:S1' },
      { what: 'silent', responder: 'U0B' },
      { what: 'only-slack', responder: 'U0C' },
      { what: 'way-failed', responder: 'U0D', way: 'slack' },
      { what: 'way-failed', responder: 'U0D', way: 'sms' },
      { what: 'not-set-up', way: 'sms' },
      { what: 'unanswered' },
    ]);
    expect(untried).toBe(0);
  });

  test('blames no step for what was stopped because somebody had answered', () => {
    const { mend } = reportOf({
      incident,
      entries: [paged(0, 'U0A'), entry('resolved', { because: 'answered' }, 'U0B')],
      pages: [call(0, 'U0A', 'cancelled')],
      said: [message(0, 'U0A', 'cancelled')],
      silences: [],
    });
    expect(mend).toEqual([]);
  });
});
