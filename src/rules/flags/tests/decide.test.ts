import { describe, expect, test } from 'vitest';
import type { Agreement } from '../../../agreement/agreement.ts';
import type { Effect } from '../../../engine/effect.ts';
import type { Event } from '../../../engine/event.ts';
import type { Decision } from '../../../engine/rule.ts';
import { decide } from '../decide.ts';
import { type Facts, type HeardFacts, wantedOf } from '../load.ts';
import { agreed, event, flagOf, heard, now, reach, recordOf, requested, thing } from './flags.ts';

/** What follows, in short lines: `say U0MIRA flags:flag:…`, `slot open 1`, `withdraw …`. */
function follows(facts: Facts, what: Event = event('MessagePosted'), at = now): string[] {
  const input = { event: what, facts, agreement: null, agency: null, now: at } as Decision<Facts>;
  return decide(input).flatMap(({ reason, effects }) => [reason.name, ...effects.flatMap(line)]);
}

function line(effect: Effect): string[] {
  switch (effect.kind) {
    case 'say': {
      const { to, notBefore, data } = effect;
      const whom = to.kind === 'person' ? to.userId : to.kind === 'channel' ? to.channelId : to.kind;
      const later = notBefore == null ? '' : ` at ${new Date(notBefore).toISOString().slice(0, 16)}`;
      return [`say ${whom}${later}${data.standsInFor === undefined ? '' : ` for ${data.standsInFor}`}`];
    }
    case 'set-slot': {
      const { flags } = effect.data as { flags?: { state: string; number: number }[] };
      return flags === undefined ? [] : [`slot ${flags.map(({ state }) => state).join(' ')}`];
    }
    case 'answer':
      return [
        `answer ${effect.how === 'open-form' ? 'form' : effect.how === 'privately' ? String(effect.data.what) : effect.how}`,
      ];
    case 'refresh':
    case 'withdraw':
      return [`${effect.kind} ${effect.key.split(':').slice(-1)}`];
    case 'teach':
      return [`teach ${effect.correction.verdict} ${effect.correction.itemId}`];
    case 'judge-held-back':
      return [`judged ${effect.verdict}`];
    default:
      return [effect.kind];
  }
}

const withReach = (agreement: Agreement, more: Partial<HeardFacts['reach']> = {}) => ({
  reach: { ...reach(agreement), ...more },
});
const flags = (line: string) => agreed((text) => `${text}\nflags: ${line}\n`);
const internal = { id: 'inside', role: 'internal' } as unknown as HeardFacts['reach']['internal'];

describe('a client’s message', () => {
  test('that asks for what is not in the agreement makes one flag, whatever number of things it names', () => {
    expect(follows(heard([thing('video'), thing('ads')]))).toEqual(['flagged', 'slot open', 'say U0MIRA']);
    expect(follows(heard([thing(null, { verdict: 'ask' })]))).toEqual(['asked', 'slot open', 'say U0MIRA']);
    expect(follows(heard([]))).toEqual([]);
  });

  test('goes to the items’ owner where they have one, else to the client’s, and to whoever stands in', () => {
    const owned = agreed((text) => text.replace(/(- id: (?:video|ads)\n)/g, '$1      owner: U0JONAS\n'));
    expect(follows(heard([thing('video'), thing('ads')], withReach(owned)))).toContain('say U0JONAS');
    expect(follows(heard([thing('video'), thing('logo')], withReach(owned)))).toContain('say U0MIRA');
    const missing = { gone: ['U0JONAS'], away: [] };
    expect(follows(heard([thing('video')], withReach(owned, { missing })))).toContain('say U0RUTH for U0JONAS');
  });

  test('goes to the internal channel or to nobody where that is agreed, and in a trial to the owner alone', () => {
    const inside = withReach(flags('{ to: internal }'), { internal });
    expect(follows(heard([thing('video')], inside))).toContain('say inside');
    expect(follows(heard([thing('video')], withReach(flags('{ to: internal }'))))).toContain('say U0MIRA');
    expect(follows(heard([thing('video')], withReach(flags('{ to: nobody }'))))).toEqual(['not-told']);
    const trial = withReach({ ...flags('{ to: internal }'), trial: true }, { internal });
    expect(follows(heard([thing('video')], trial))).toContain('say U0MIRA');
  });

  test('wakes nobody: in the reader’s own evening it waits for their opening, unless the agreement says otherwise', () => {
    const evening = now + 10 * 3_600_000;
    expect(follows(heard([thing('video')]), event('MessagePosted', { occurredAt: evening }), evening)).toContain(
      'say U0MIRA at 2026-11-23T08:00',
    );
    const persons = [{ userId: 'U0MIRA', timeZone: 'America/New_York' }] as unknown as HeardFacts['reach']['persons'];
    const abroad = heard([thing('video')], withReach(agreed(), { persons }));
    expect(follows(abroad, event('MessagePosted', { occurredAt: evening }), evening)).toContain('say U0MIRA');
    const woken = heard([thing('video')], withReach(flags('{ outOfHours: tell }')));
    expect(follows(woken, event('MessagePosted', { occurredAt: evening }), evening)).toContain('say U0MIRA');
  });

  test('that asks for the same again in its thread, or within a day beside it, is a line on the flag that is there', () => {
    const earlier = [{ ts: '900.1', at: now - 3_600_000, record: recordOf(flagOf()) }];
    const inThread = { ...heard([]).message, threadTs: '900.1' };
    expect(follows(heard([thing('video')], { earlier }))).toEqual(['asked-again', 'slot open', 'refresh 1']);
    expect(follows(heard([thing('video'), thing('ads')], { earlier }))).toContain('say U0MIRA');
    const old = earlier.map((one) => ({ ...one, at: now - 25 * 3_600_000 }));
    expect(follows(heard([thing('video')], { earlier: old }))).toContain('say U0MIRA');
    expect(follows(heard([thing('video')], { earlier: old, message: inThread }))).not.toContain('say U0MIRA');
  });

  test('heard of a week late raises nothing any more', () => {
    expect(follows(heard([thing('video')]), event('MessagePosted', { occurredAt: now - 8 * 86_400_000 }))).toEqual([
      'too-old',
    ]);
  });

  test('heard twice is one flag', () => {
    expect(follows(heard([thing('video')], { record: recordOf(flagOf()) }))).toEqual([]);
  });
});

test('what names nothing that is known, beside what is agreed, is no thing of its own', () => {
  const [agreedThing, vague] = [thing('blog', { verdict: 'none', scope: 'in' }), thing(null, { verdict: 'ask' })];
  const wanted = (...things: ReturnType<typeof thing>[]) => wantedOf({ version: 4, things }).length;
  expect([wanted(agreedThing, vague), wanted(vague), wanted(agreedThing, vague, thing('video'))]).toEqual([0, 1, 2]);
});

describe('what is rewritten or deleted', () => {
  const open = { record: recordOf(flagOf()) };
  const settled = { record: recordOf(flagOf({ state: 'in', settledBy: 'U0MIRA', settledAt: now })) };
  const edited = event('MessageEdited');

  test('changes an open flag, or takes it back when nothing is left of it', () => {
    expect(follows(heard([thing('ads')], open), edited)).toEqual(['changed', 'slot open', 'refresh 1']);
    expect(follows(heard([thing('video')], open), edited)).toEqual([]);
    expect(follows(heard([], open), edited)).toEqual(['withdrawn', 'slot withdrawn', 'withdraw 1']);
    expect(follows(heard([], open), event('IncidentChanged'))).toEqual(['withdrawn', 'slot withdrawn', 'withdraw 1']);
    expect(follows(heard([], open), event('MessageDeleted'))).toEqual(['withdrawn', 'slot withdrawn', 'withdraw 1']);
  });

  test('raises one under another name where the first was taken back', () => {
    const record = recordOf(flagOf({ state: 'withdrawn' }));
    expect(follows(heard([thing('video')], { record }), edited)).toEqual([
      'flagged',
      'slot withdrawn open',
      'say U0MIRA',
    ]);
  });

  test('leaves a settled one settled, says that it was rewritten, and flags what is new in it', () => {
    expect(follows(heard([thing('video')], settled), edited)).toEqual(['rewritten', 'slot in', 'refresh 1']);
    expect(follows(heard([thing('ads')], settled), edited)).toEqual([
      ...['flagged', 'slot in', 'refresh 1'],
      ...['slot in open', 'say U0MIRA'],
    ]);
    expect(follows(heard([], settled), event('MessageDeleted'))).toEqual([]);
  });
});

describe('a press', () => {
  const press = (action: string, value = 'channel:1000.1#1') =>
    event('ButtonPressed', { action, value, side: 'staff', actor: 'U0JONAS', source: 'request' });
  const form = (item: string) =>
    event('FormSubmitted', { subject: 'channel:1000.1#1', values: { item }, actor: 'U0JONAS', source: 'request' });
  const oneItem = agreed((text) =>
    text.replace(/\nscope:[\s\S]*$/, '\nscope:\n  items:\n    - { id: blog, kind: in, title: Blog }\n'),
  );

  test('It’s in scope asks to which item, where there are several', () => {
    expect(follows(requested(), press('flag-in'))).toEqual(['shown', 'answer form']);
    expect(follows(requested(), form('blog'))).toEqual([
      'in-scope',
      'slot in',
      'teach in blog',
      'refresh 1',
      'answer in',
    ]);
    expect(follows(requested(), form('none-of-these'))).toContain('teach in video');
    expect(follows(requested(), form('video'))).toEqual(['refused', 'answer field-errors']);
    expect(follows(requested({ agreement: oneItem }), press('flag-in'))).toContain('teach in blog');
  });

  test('Not a request settles it once; the second is told who was first', () => {
    expect(follows(requested(), press('flag-none'))).toEqual([
      'no-work',
      'slot none',
      'teach none null',
      'refresh 1',
      'answer none',
    ]);
    const settled = requested({ record: recordOf(flagOf({ state: 'none', settledBy: 'U0MIRA', settledAt: now })) });
    expect(follows(settled, press('flag-none'))).toEqual(['refused', 'answer already']);
    expect(follows(settled, press('flag-in'))).toEqual(['refused', 'answer already']);
    expect(follows(settled, press('flag-undo'))).toEqual([
      'undone',
      'slot open',
      'unteach',
      'refresh 1',
      'answer undone',
    ]);
  });

  test('in a silent trial it says that a sure flag was wrong, unless somebody has judged it', () => {
    const trial = { ...agreed(), trial: true };
    const held = { id: 'H1', clientId: 'nova', rule: 'flags', key: 'k', at: now, verdictBy: null, verdictAt: null };
    const unjudged = requested({ agreement: trial, heldBack: { ...held, verdict: null } });
    expect(follows(unjudged, press('flag-none'))).toContain('judged wrong');
    const judged = requested({ agreement: trial, heldBack: { ...held, verdict: 'right' } });
    expect(follows(judged, press('flag-none'))).not.toContain('judged wrong');
  });

  test('on a flag that is not there, forged, or replaced by a newer one does nothing', () => {
    for (const value of ['channel:1000.1#2', 'channel:1000.1', 'nonsense', 'client:nova']) {
      expect(follows(requested(), press('flag-none', value)), value).toEqual(['refused', 'answer gone']);
    }
    expect(follows(requested({ serves: false }), press('flag-none'))).toEqual(['not-yours', 'answer not-yours']);
  });
});

describe('Check scope', () => {
  const use = (things: ReturnType<typeof thing>[] | null) =>
    event('ShortcutUsed', {
      ...{ shortcut: 'check-scope', side: 'staff', actor: 'U0JONAS', source: 'request' },
      asked: things === null ? null : { version: 4, things },
    });
  const raise = event('ButtonPressed', { action: 'flag-raise', value: 'channel:1000.1', actor: 'U0JONAS' });

  test('answers privately and keeps what it found; nothing is asked, or there is no list: it says so', () => {
    expect(follows(requested({ record: null }), use([thing('blog', { verdict: 'none', scope: 'in' })]))).toEqual([
      'shown',
      'slot ',
      'answer undefined',
    ]);
    expect(follows(requested(), use(null))).toEqual(['shown', 'answer nothing-asked']);
    const bare = { ...agreed(), sections: {} };
    expect(follows(requested({ agreement: bare }), use([thing('video')]))).toEqual(['shown', 'answer no-list']);
  });

  test('raises a flag where a client wrote it, once', () => {
    const checked = { ...recordOf(), checked: { version: 4, things: [thing('video')] } };
    expect(follows(requested({ record: checked }), raise)).toEqual([
      'raised',
      'slot open',
      'say U0MIRA',
      'answer raised',
    ]);
    expect(follows(requested({ record: checked, isByClient: false }), raise)).toEqual(['refused', 'answer gone']);
    const open = { ...recordOf(flagOf()), checked: checked.checked };
    expect(follows(requested({ record: open }), raise)).toEqual(['refused', 'answer raised-already']);
    expect(follows(requested({ record: null }), raise)).toEqual(['refused', 'answer gone']);
  });
});

describe('what Slack does not deliver', () => {
  const failed = (to: object, data: object = {}) =>
    event('DeliveryFailed', { to, data: { subject: 'channel:1000.1', number: 1, ...data }, because: 'user_disabled' });
  const facts: Facts = {
    ...{ kind: 'undelivered', place: { channelId: 'channel', ts: '1000.1', threadTs: null } },
    ...{ record: recordOf(flagOf()), reach: reach() },
  };

  test('goes to the next one who can act, and at last to the operator', () => {
    const person = (userId: string) => ({ kind: 'person', userId });
    expect(follows(facts, failed(person('U0MIRA')))).toContain('say U0JONAS for U0MIRA');
    expect(follows(facts, failed({ kind: 'channel', channelId: 'inside', threadTs: null }))).toContain('say U0MIRA');
    const most = { unreached: ['U0MIRA', 'U0JONAS'] };
    expect(follows(facts, failed(person('U0RUTH'), most))).toContain('say operator');
    expect(follows(facts, failed({ kind: 'operator' }))).toEqual([]);
  });
});
