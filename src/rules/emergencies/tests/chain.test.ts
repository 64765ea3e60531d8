import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Policy, Step } from '../../../agreement/escalation.ts';
import { readAsked } from '../asked.ts';
import { type ChainKnown, isLastResort, type Position, pageId, stridesAfter } from '../chain.ts';
import { holdsWord } from '../sign.ts';

const step = (people: string[], by: Step['by'] = ['slack']): Step => ({
  page: people.map((id) => ({ kind: 'person', id })),
  by,
  wait: { ms: 300_000 },
});
const policyOf = (steps: Step[], repeat = 1): Policy => ({ hours: 'always', repeat, steps });
const knownOf = (staff: string[], gone: string[] = [], lastResort = ['U0LAST']): ChainKnown => ({
  onCall: { contacts: { U0PHONE: { phone: '+491' } }, rotas: {}, policies: {} },
  responders: { rotas: new Map(), groups: new Map(), missing: { gone, away: [] } },
  staff: [...staff, 'U0LAST'],
  lastResort,
});

/** Everything that is paged while nobody ever takes it: position and pages of each stride that is waited for. */
function whole(policy: Policy, known: ChainKnown) {
  const waited: { at: Position; pages: string[]; skipped: number }[] = [];
  let at: Position | null = null;
  for (let count = 0; count < 500; count += 1) {
    const strides = stridesAfter(policy, at, known, 0);
    const last = strides.at(-1);
    if (last === undefined) return waited;
    at = { round: last.round, step: last.step };
    waited.push({ at, pages: last.pages.map((page) => pageId({ id: 'i' }, last, page)), skipped: strides.length - 1 });
  }
  throw new Error('The chain never ends.');
}

describe('the chain', () => {
  test('goes through its steps, again as often as agreed, and then to everybody', () => {
    const told = whole(policyOf([step(['U0A']), step(['U0B'])]), knownOf(['U0A', 'U0B']));
    expect(told.map(({ at, pages }) => [at.round, at.step, pages.map((id) => id.split(':')[3])])).toEqual([
      [0, 0, ['U0A']],
      [0, 1, ['U0B']],
      [1, 0, ['U0A']],
      [1, 1, ['U0B']],
      ...[2, 3, 4, 5].map((round) => [round, 0, ['U0LAST']]),
    ]);
  });

  test('a step without anybody is followed by the next at once, and a chain without anybody by the last resort', () => {
    const known = knownOf(['U0A', 'U0B'], ['U0A']);
    const [empty, next] = stridesAfter(policyOf([step(['U0A']), step(['U0B'])]), null, known, 0);
    expect(empty).toMatchObject({ step: 0, pages: [], unfilled: [{ responder: 'U0A', because: 'away' }] });
    expect(next).toMatchObject({ step: 1, pages: [{ responder: 'U0B', way: 'slack' }] });
    const nobody = stridesAfter(policyOf([step(['U0A'])], 9), null, known, 0);
    expect(nobody.at(-1)).toMatchObject({ isLastResort: true, round: 10 });
  });

  test('pages nobody by a way that does not reach them, and shows what concerns a client to nobody but staff', () => {
    const policy = policyOf([step(['U0STRANGER', 'U0PHONE'], ['slack', 'sms', 'email', 'webhook'])]);
    const [stride] = stridesAfter(policy, null, knownOf([]), 0);
    expect(stride).toMatchObject({
      pages: [
        { responder: 'system', way: 'webhook' },
        { responder: 'U0PHONE', way: 'sms' },
      ],
      unfilled: [{ responder: 'U0STRANGER', because: 'not-staff' }],
    });
  });

  test('somebody who passes on at its very end finds everybody paged once more', () => {
    const policy = policyOf([step(['U0A'])], 0);
    const end = whole(policy, knownOf(['U0A'])).at(-1)?.at ?? null;
    expect(stridesAfter(policy, end, knownOf(['U0A']), 0)).toEqual([]);
    expect(stridesAfter(policy, end, knownOf(['U0A']), 0, true)[0]).toMatchObject({ isLastResort: true });
  });

  test('whatever the policy and whoever is missing: it ends, pages nobody twice for one step, and always reaches the last resort', () => {
    const people = ['U0A', 'U0B', 'U0C', 'U0D'];
    const steps = fc.array(fc.uniqueArray(fc.constantFrom(...people), { minLength: 1 }), {
      minLength: 1,
      maxLength: 5,
    });
    fc.assert(
      fc.property(steps, fc.integer({ min: 0, max: 9 }), fc.subarray(people), (named, repeat, gone) => {
        const policy = policyOf(
          named.map((one) => step(one)),
          repeat,
        );
        const told = whole(policy, knownOf(people, gone));
        const ids = told.flatMap(({ pages }) => pages);
        expect(new Set(ids).size).toBe(ids.length);
        expect(told.filter(({ at }) => isLastResort(policy, at))).toHaveLength(4);
        const there = named.filter((one) => one.some((id) => !gone.includes(id))).length;
        const rounds = there === 0 ? 0 : repeat + 1;
        expect(told.filter(({ at }) => !isLastResort(policy, at))).toHaveLength(there * rounds);
        for (const id of ids) expect(gone).not.toContain(id.split(':')[3]);
      }),
      { numRuns: 200 },
    );
  });
});

test.each([
  ['RED alert!', true],
  ['Bu bir KIRMIZI  ALARM, yardım', true],
  ['the red alerts page', false],
  ['紧急停机了', true],
  ['', false],
])('an agreed word is heard whole, however it is written: %s', (text, isHeld) => {
  expect(holdsWord(text, ['red alert', 'kırmızı alarm', '停机'])).toBe(isHeld);
});

test.each([
  ['incident', { what: 'show' }],
  ['incident resolve', { what: 'close', how: 'resolved' }],
  ['incident çözüldü', { what: 'close', how: 'resolved' }],
  ['incident false alarm', { what: 'close', how: 'false-alarm' }],
  ['incident update We are\non it', { what: 'update', text: 'We are\non it' }],
  ['incident severity Minor', { what: 'severity', severity: 'minor' }],
  ['incident handover <@U0MIRA|mira>', { what: 'handover', userId: 'U0MIRA' }],
  ['incident handover @mira', { what: 'unreadable' }],
  ['incident update', { what: 'unreadable' }],
  ['incident resolve the shop', { what: 'unreadable' }],
])('reads “%s”', (words, expected) => {
  expect(readAsked(words)).toEqual(expected);
});
