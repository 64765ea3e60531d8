import { describe, expect, test } from 'vitest';
import type { Event, Opinion } from '../../../engine/event.ts';
import type { Ruling } from '../../../engine/rule.ts';
import { decide } from '../decide.ts';
import type { Facts, HeardFacts } from '../load.ts';
import type { FlagRecord } from '../record.ts';
import { agreed, event, flagOf, heard, now, reach, recordOf, thing } from './flags.ts';

const agreement = agreed((text) => text.replace(/^scope:$/m, 'scope:\n  adjudicate: true'));
const unsure = thing(null, { verdict: 'ask' });
const doubt = { version: 4, things: [unsure] };
const doubted: FlagRecord = { ...recordOf(), doubt };

const decided = (facts: Facts, about: Event): Ruling[] => decide({ event: about, facts, agreement, agency: null, now });
const hears = (
  things: HeardFacts['asked']['things'],
  more: Partial<HeardFacts> = {},
  kind: Event['kind'] = 'MessagePosted',
) => decided(heard(things, { reach: reach(agreement), ...more }), event(kind));
const reads = (opinion: Opinion | null, things = [unsure], record = doubted) => {
  const facts = heard(things, { reach: reach(agreement), record });
  return decided({ kind: 'adjudicated', heard: facts, opinion }, event('Adjudicated', { actor: null, opinion }));
};

/** The reason and what is done: an effect by its kind, a slot by whether anything is in doubt still. */
const spell = (rulings: Ruling[]) =>
  rulings.flatMap(({ reason, effects }) => [
    reason.name,
    ...effects.flatMap((effect) => {
      if (effect.kind !== 'set-slot') return [effect.kind];
      if (effect.subject.includes(':lane:') || effect.subject.endsWith(':top')) return [];
      const { doubt: still, flags } = effect.data as FlagRecord;
      return flags === undefined ? [] : [`${still === undefined ? 'sure' : 'in doubt'} ${flags.length}`];
    }),
  ]);

/** Things of the flag that was raised. */
const raised = (rulings: Ruling[]) =>
  rulings.flatMap(({ effects }) =>
    effects.flatMap((effect) =>
      effect.kind === 'set-slot' ? ((effect.data as FlagRecord).flags?.at(-1)?.things ?? []) : [],
    ),
  );

describe('what is not sure', () => {
  test('goes to another reader before staff are asked, and to staff at once where any of it is sure', () => {
    expect(spell(hears([unsure]))).toEqual(['doubted', 'in doubt 0', 'adjudicate']);
    expect(spell(hears([unsure, thing('video')]))).toEqual(['flagged', 'sure 1', 'say']);
  });

  test('goes to nobody else where the agreement lets no words leave, or nobody is to hear of it', () => {
    expect(spell(hears([unsure], { reach: reach() }))).toEqual(['asked', 'sure 1', 'say']);
    const nobody = { ...agreement, sections: { ...agreement.sections, flags: { to: 'nobody', outOfHours: 'wait' } } };
    expect(spell(hears([unsure], { reach: reach(nobody) }))).toEqual(['not-told']);
  });

  test('is asked about once, again when it is rewritten, and not at all when nothing is asked any more', () => {
    expect(spell(hears([unsure], { record: doubted }))).toEqual([]);
    expect(spell(hears([unsure], { record: doubted }, 'MessageEdited'))).toEqual([
      'doubted',
      'in doubt 0',
      'adjudicate',
    ]);
    expect(spell(hears([], { record: doubted }, 'MessageDeleted'))).toEqual(['withdrawn', 'sure 0']);
    const settled = { ...recordOf(flagOf({ state: 'in' })), doubt };
    expect(spell(hears([], { record: settled }, 'MessageEdited'))).toEqual(['rewritten', 'sure 1', 'refresh']);
  });
});

describe('what another reader says', () => {
  test('raises no flag where it is part of the agreement, or no work', () => {
    expect(spell(reads({ verdict: 'in', itemId: 'blog' }))).toEqual(['read-as-in', 'sure 0']);
    expect(spell(reads({ verdict: 'none', itemId: null }))).toEqual(['read-as-none', 'sure 0']);
  });

  test('makes a sure flag of one thing that is not part of it, and says why', () => {
    const rulings = reads({ verdict: 'out', itemId: 'video' });
    expect(spell(rulings)).toEqual(['read-as-out', 'sure 0', 'sure 1', 'say']);
    expect(raised(rulings)).toMatchObject([
      { verdict: 'flag', scope: 'out', itemId: 'video', closest: [{ itemId: 'video' }] },
    ]);
    expect(rulings[0]?.reason.data).toMatchObject({ items: ['video'], version: 4 });
  });

  test('of several things asks staff, for it is not known which it meant; so does no answer, and nothing on the list', () => {
    const both = [unsure, thing('ads', { verdict: 'ask' })];
    for (const [opinion, things] of [
      [{ verdict: 'out', itemId: 'video' }, both],
      [{ verdict: 'unlisted', itemId: null }, [unsure]],
      [null, [unsure]],
    ] as const) {
      const rulings = reads(opinion, [...things]);
      expect(spell(rulings)).toEqual(['asked', 'sure 0', 'sure 1', 'say']);
      expect(raised(rulings)).toEqual(things);
    }
  });
});
