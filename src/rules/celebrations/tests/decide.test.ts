import { describe, expect, test } from 'vitest';
import type { Effect, Say } from '../../../engine/effect.ts';
import type { Event } from '../../../engine/event.ts';
import type { Channel } from '../../../engine/facts.ts';
import { decide } from '../decide.ts';
import type { Around, DueFacts, Place, RequestFacts } from '../load.ts';
import { plannedDays } from '../planning.ts';
import type { CelebrationData, Kept } from '../record.ts';
import { agreed, instant, kept } from './agreed.ts';

const monday = Date.parse('2026-11-09T09:00:00Z');
const permitting = '{ anniversaries: { contract: 2024-11-07 } }\nmayPost: [celebrations]';
const agreement = agreed(permitting);
const around: Around = { agreement, agency: null, missing: { gone: [], away: [] }, lately: [] };
const placeIn = (role: Channel['role'], trouble: Place['trouble'] = null): Place => ({
  channel: { id: 'ours', role } as Channel,
  trouble,
  said: [],
});

function row(more: Partial<CelebrationData> = {}, over: Partial<Kept> = {}): Kept {
  const [first] = plannedDays(agreement, { days: [], rows: [], now: Date.parse('2026-11-05T12:00:00Z') });
  if (first === undefined) throw new Error('Nothing is planned.');
  return { ...kept(first, more), ...over };
}

const base = { workspaceId: 'T0', clientId: 'nova', side: 'neither', occurredAt: monday } as const;
function rings(facts: Partial<DueFacts> = {}, now = monday) {
  const event: Event = {
    ...{ ...base, id: 'e1', actor: null, source: 'live' as const },
    ...{ kind: 'DeadlineDue', deadlineId: 'd1', rule: 'celebrations', channelId: null },
  };
  const known: DueFacts = {
    ...{ kind: 'due', row: row(), place: placeIn('shared'), isWanted: true, days: [], rows: [], ...around },
    ...facts,
  };
  return ruled(event, known, now);
}
function presses(action: string, facts: Partial<RequestFacts> = {}) {
  const event: Event = {
    ...{ ...base, side: 'staff', id: 'e2', actor: 'U0MIRA', source: 'request' as const, channelId: 'D0' },
    ...{ kind: 'ButtonPressed', action, value: 'd1', onKey: null },
  };
  const offered = row({ stage: 'offered', because: 'breach' });
  const known: RequestFacts = {
    ...{ kind: 'request', row: offered, place: placeIn('shared'), isWanted: true, serves: true, ...around },
    ...facts,
  };
  return ruled(event, known, monday);
}
function ruled(event: Event, facts: DueFacts | RequestFacts, now: number) {
  const [ruling] = decide({ event, facts, agreement, agency: null, now });
  const effects: readonly Effect[] = ruling?.effects ?? [];
  const own = effects.find((one) => one.kind === 'set-deadline' && one.id === 'd1');
  return {
    name: ruling?.reason.name,
    said: effects.filter((one): one is Say => one.kind === 'say'),
    stage: own?.kind === 'set-deadline' ? (own.data as CelebrationData).stage : null,
    state: own?.kind === 'set-deadline' ? own.state : null,
    ringAt: own?.kind === 'set-deadline' ? instant(own.ringAt) : null,
    next: effects.flatMap((one) => (one.kind === 'set-deadline' && one.id === null ? [one.subject] : [])),
    answer: effects.flatMap((one) => (one.kind === 'answer' && 'data' in one ? [one.data.what] : [])),
    withdrawn: effects.flatMap((one) => (one.kind === 'withdraw' ? [one.key] : [])),
  };
}

describe('in its hour', () => {
  test('it is posted with the agreement’s permission, settled, and next year’s is planned', () => {
    const { said, ...ruling } = rings();
    expect(ruling).toMatchObject({ name: 'posted', stage: 'posted', state: 'met', ringAt: null });
    expect(ruling.next).toEqual(['celebration:nova:contract:2027-11-07']);
    expect(said).toMatchObject([
      { key: 'celebrations:post:d1:1', audience: 'client', permission: 'celebrations', view: 'celebration-post' },
    ]);
    expect(said[0]?.approvedBy ?? null).toBeNull();
  });

  test('it is said in the wording that was not read there of late', () => {
    const others = Array.from({ length: 10 }, (_, index) => `contract.${index + 1}`);
    const { said } = rings({ place: { ...placeIn('shared'), said: others } });
    expect(said[0]?.data.wording).toBe('contract.11');
  });

  test.each(['emergency', 'breach', 'offer'] as const)(
    'while there is an open %s the owner has a note instead',
    (trouble) => {
      const { said, ...ruling } = rings({ place: placeIn('shared', trouble) });
      expect(ruling).toMatchObject({ name: 'offered', stage: 'offered', state: 'pending' });
      expect(ruling.ringAt).toBe('2026-11-16T09:00:00.000Z');
      expect(said).toMatchObject([
        { key: 'celebrations:note:d1', to: { userId: 'U0MIRA' }, audience: 'staff', view: 'celebration-note' },
      ]);
    },
  );

  test('without permission, or where we cannot write, the owner has a note as well', () => {
    const silent = { agreement: agreed('{ anniversaries: { contract: 2024-11-07 } }') };
    expect(rings(silent)).toMatchObject({ name: 'offered', stage: 'offered' });
    expect(rings({ place: null })).toMatchObject({ name: 'offered', stage: 'offered' });
  });

  test('among colleagues it needs no permission and minds no client’s trouble', () => {
    const silent = { agreement: agreed('{ anniversaries: { contract: 2024-11-07 } }') };
    const { said } = rings({ ...silent, place: placeIn('internal', 'breach') });
    expect(said).toMatchObject([{ audience: 'staff', permission: null }]);
  });

  test('what nobody wishes any more is dropped without a word', () => {
    expect(rings({ isWanted: false })).toMatchObject({ name: 'dropped', stage: 'dropped', said: [] });
  });

  test('too late it is left out and said, once; what was offered lapses', () => {
    const wednesday = Date.parse('2026-11-12T10:00:00Z');
    expect(rings({}, wednesday)).toMatchObject({
      name: 'skipped',
      stage: 'skipped',
      said: [{ view: 'rhythm-skipped' }],
    });
    expect(rings({ row: row({ stage: 'offered' }) })).toMatchObject({ name: 'lapsed', stage: 'lapsed', said: [] });
  });
});

describe('what did not leave', () => {
  const failed = (because: string, more: Partial<CelebrationData> = {}) => {
    const posted = row({ stage: 'posted', attempt: 1, ...more }, { state: 'met' });
    const event: Event = {
      ...{ ...base, id: 'e3', actor: null, source: 'live' as const, kind: 'DeliveryFailed', rule: 'celebrations' },
      ...{ key: 'celebrations:post:d1:1', view: 'celebration-post', data: { subject: 'd1' }, because },
      to: { kind: 'channel', channelId: 'ours', threadTs: null },
    };
    return decide({
      event,
      facts: { kind: 'failed', event, row: posted, ...around },
      agreement,
      agency: null,
      now: monday,
    });
  };

  test.each([
    ['not_now', 'breach'],
    ['not_permitted', 'permission'],
    ['is_archived', 'unsent'],
  ])('because of %s is offered to the owner', (because, said) => {
    expect(failed(because)).toMatchObject([
      {
        reason: { name: 'offered' },
        effects: [{ state: 'pending', data: { stage: 'offered', because: said } }, {}, {}],
      },
    ]);
  });

  test('is nobody’s matter any more where it was posted another time, or taken back', () => {
    expect(failed('not_now', { attempt: 2 })).toEqual([]);
    expect(failed('not_now', { stage: 'taken-back' })).toEqual([]);
  });
});

describe('somebody of the agency', () => {
  test('posts it with their own name, under a key of its own', () => {
    const { said, ...ruling } = presses('celebration-post', { row: row({ stage: 'offered', attempt: 1 }) });
    expect(ruling).toMatchObject({ name: 'posted', stage: 'posted', state: 'met', answer: ['posted'] });
    expect(said).toMatchObject([{ key: 'celebrations:post:d1:2', approvedBy: 'U0MIRA', permission: null }]);
  });

  test.each(['emergency', 'breach', 'offer'] as const)('posts nothing while there is an open %s', (trouble) => {
    const refused = presses('celebration-post', { place: placeIn('shared', trouble) });
    expect(refused).toMatchObject({ answer: [`not-now-${trouble}`], said: [], stage: null });
  });

  test('who does not work for the client changes nothing', () => {
    for (const action of ['celebration-post', 'celebration-let-be', 'celebration-take-back'])
      expect(presses(action, { serves: false })).toMatchObject({ answer: ['not-yours'], said: [], stage: null });
  });

  test('lets it be, and then it is over', () => {
    expect(presses('celebration-let-be')).toMatchObject({ stage: 'let-be', state: 'cancelled', said: [] });
    const over = { row: row({ stage: 'let-be' }, { state: 'cancelled' }) };
    expect(presses('celebration-post', over)).toMatchObject({ answer: ['over'], said: [] });
  });

  test('who comes second posts nothing more', () => {
    const posted = { row: row({ stage: 'posted', attempt: 1 }, { state: 'met' }) };
    expect(presses('celebration-post', posted)).toMatchObject({ answer: ['posted-already'], said: [], stage: null });
  });

  test('takes back what was posted, and nothing else', () => {
    const posted = { row: row({ stage: 'posted', attempt: 1 }, { state: 'met' }) };
    expect(presses('celebration-take-back', posted)).toMatchObject({
      ...{ stage: 'taken-back', withdrawn: ['celebrations:post:d1:1'] },
    });
    expect(presses('celebration-take-back')).toMatchObject({ answer: ['over'], withdrawn: [] });
  });
});
