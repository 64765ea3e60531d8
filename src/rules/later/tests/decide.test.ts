import { describe, expect, test } from 'vitest';
import type { Agreement } from '../../../agreement/agreement.ts';
import type { Effect, Say } from '../../../engine/effect.ts';
import type { Event } from '../../../engine/event.ts';
import { later } from '../rule.ts';
import { agreement, asking, type Known, keptDeadline, monday, subject, tuesday } from './story.ts';

const evening = 60_000;

async function decided(
  event: Partial<Event>,
  { known = {}, now = tuesday, under = agreement }: { known?: Known; now?: number; under?: Agreement } = {},
) {
  const whole = { id: 'E1', actor: 'U0MIRA', side: 'staff', clientId: 'nova', occurredAt: now, ...event } as Event;
  const about = { event: whole, agreement: under, agency: null, now };
  return later.decide({ ...about, facts: await later.load(asking(known), about) });
}

const saysOf = (effects: Effect[] = []) => effects.filter((effect): effect is Say => effect.kind === 'say');
const stateOf = (effects: Effect[] = []) => effects.find((effect) => effect.kind === 'set-deadline');
const due = { kind: 'DeadlineDue', deadlineId: 'D1', rule: 'later' } as const;
const failed = (because: string, more = {}) =>
  ({
    kind: 'DeliveryFailed',
    view: 'later-post',
    key: 'k',
    data: { subject },
    to: { kind: 'channel', channelId: 'ours', threadTs: null },
    because,
    ...more,
  }) as Partial<Event>;

describe('what is due', () => {
  test('is posted by its author’s leave and in their name only', async () => {
    const [ruling] = await decided(due);
    const [say] = saysOf(ruling?.effects);
    expect(ruling?.reason.name).toBe('posted');
    expect(say).toMatchObject({ audience: 'client', approvedBy: 'U0MIRA', onBehalfOf: 'U0MIRA', permission: null });
    expect(JSON.stringify(ruling)).not.toContain('Here they are.');
    expect(stateOf(ruling?.effects)).toMatchObject({ state: 'met', ringAt: null });
  });

  test.each<[string, object, number, string]>([
    ['while the office is closed, waits for the next opening', {}, monday, 'moved'],
    [
      'at once, goes at night too',
      { deadline: () => keptDeadline({ atOnce: true }), deadlines: () => [keptDeadline({ atOnce: true })] },
      monday,
      'posted',
    ],
    ['without its words, does not leave', { words: () => null }, tuesday, 'not-sent'],
  ])('%s', async (_, known, now, reason) => {
    const [ruling] = await decided(due, { known: known as Known, now });
    expect(ruling?.reason.name).toBe(reason);
  });

  test('and cancelled, is nothing', async () => {
    expect(await decided(due, { known: { deadlines: () => [keptDeadline({ state: 'cancelled' })] } })).toEqual([]);
  });
});

describe('what did not leave', () => {
  const met: Known = { deadlines: () => [keptDeadline({ state: 'met', settledAt: tuesday })] };

  test('for the office closed meanwhile, goes at the next opening with its words', async () => {
    const now = tuesday + 10 * 3_600_000;
    const [ruling] = await decided(failed('closed_again'), { known: met, now });
    expect(ruling?.effects.map(({ kind }) => kind)).toEqual(['set-deadline', 'keep-words']);
    expect(stateOf(ruling?.effects)).toMatchObject({ state: 'pending', ringAt: tuesday + 24 * 3_600_000 });
  });

  test('is told its author; where that fails, the owner or the backup; and then nobody', async () => {
    const [told] = await decided(failed('is_archived'), { known: met });
    expect(saysOf(told?.effects).map(({ to }) => to)).toEqual([{ kind: 'person', userId: 'U0MIRA' }]);
    const person = (userId: string) => ({ view: 'later-not-sent', to: { kind: 'person', userId } });
    const [instead] = await decided(failed('not_staff', person('U0MIRA')), { known: met });
    expect(saysOf(instead?.effects).map(({ to }) => to)).toEqual([{ kind: 'person', userId: 'U0JONAS' }]);
    expect(await decided(failed('not_staff', person('U0JONAS')), { known: met })).toEqual([]);
  });
});

describe('another agreement', () => {
  const applied = {
    kind: 'AgreementApplied',
    version: 2,
    before: 1,
    channelIds: [] as string[],
  } satisfies Partial<Event>;
  const pending = (changes = {}): Known => ({ deadlinesOfClients: () => [keptDeadline(changes)] });
  const status = (one: string) => ({ ...agreement, status: one }) as Agreement;

  test.each([
    ['paused: held', 'paused', {}, ['held']],
    ['ended: not sent', 'ended', {}, ['not-sent']],
    ['active as before: nothing', 'active', {}, []],
    ['active again after its time: it goes', 'active', { dueAt: monday - 86_400_000, ringAt: null }, ['moved']],
  ])('%s', async (_, one, changes, reasons) => {
    const rulings = await decided(applied, { known: pending(changes), now: monday, under: status(one) });
    expect(rulings.map(({ reason }) => reason.name)).toEqual(reasons);
  });
});

describe('the nudge', () => {
  const posted = (more = {}) =>
    ({ kind: 'MessagePosted', message: { channelId: 'ours', ts: '1.2', threadTs: null }, ...more }) as Partial<Event>;
  const nudged = async (event: Partial<Event>, given: { known?: Known; now?: number; under?: Agreement } = {}) =>
    (await decided(event, { now: monday, ...given })).length === 1;
  const slot = (data: object): Known => ({ slot: () => ({ schema: 1, off: false, nudgedAt: null, ...data }) });
  const answers = (settled: object | null, chosen = {}): Known => ({
    conversations: () => [{ lane: 'top', settled, chosen: { priority: null, ...chosen } }],
  });
  const roundTheClock = (responseWindow: object) => ({ ...agreement, sections: { responseWindow } }) as Agreement;

  test('comes to staff who write in their evening', async () => {
    expect(await nudged(posted())).toBe(true);
  });

  test.each<[string, Partial<Event>, { known?: Known; now?: number; under?: Agreement }]>([
    ['clients', posted({ side: 'client' }), {}],
    ['those for whom we posted it', posted({ byUs: true }), {}],
    ['staff in their hours', posted({ occurredAt: tuesday }), { now: tuesday }],
    ['staff who live where it is day', posted(), { known: { person: () => ({ timeZone: 'America/Los_Angeles' }) } }],
    ['those who were told this evening', posted(), { known: slot({ nudgedAt: monday - evening }) }],
    ['who writes during an emergency', posted(), { known: { runningIncidents: () => [{ isDrill: false }] } }],
    ['those who do not want it', posted(), { known: slot({ off: true }) }],
    ['anybody once the evening is over', posted({ occurredAt: monday }), { now: tuesday }],
    [
      'who answers what runs around the clock',
      posted(),
      { known: answers(null), under: roundTheClock({ hours: 'roundTheClock', priorities: {} }) },
    ],
    [
      'who has just answered what is urgent day and night',
      posted(),
      {
        known: answers({ at: monday, by: 'U0MIRA' }, { priority: 'urgent' }),
        under: roundTheClock({ hours: 'office', priorities: { urgent: { hours: 'roundTheClock' }, normal: {} } }),
      },
    ],
  ])('does not come to %s', async (_, event, given) => {
    expect(await nudged(event, given)).toBe(false);
  });

  test.each<[string, { known?: Known; under?: Agreement }]>([
    ['was told yesterday evening', { known: slot({ nudgedAt: monday - 86_400_000 }) }],
    [
      'answers what is counted in office hours',
      {
        known: answers(null),
        under: roundTheClock({ hours: 'office', priorities: { urgent: { hours: 'roundTheClock' }, normal: {} } }),
      },
    ],
  ])('comes to who %s', async (_, given) => {
    expect(await nudged(posted(), given)).toBe(true);
  });
});
