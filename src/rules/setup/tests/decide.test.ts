import { describe, expect, test } from 'vitest';
import type { Agreement } from '../../../agreement/agreement.ts';
import type { Event } from '../../../engine/event.ts';
import { sections } from '../../index.ts';
import { decide } from '../decide.ts';
import type { Draft } from '../draft.ts';
import type { Values } from '../fields.ts';
import type { Asker, Facts, Sheet } from '../load.ts';

const now = 1_780_000_000_000;
const filled: Values = {
  name: 'Fern',
  id: 'fern',
  language: 'en',
  zone: 'Europe/Berlin',
  mon: '09:00-17:00',
  clock: 'office',
  normalFirst: '2h',
  owner: 'U0RUTH',
  backup: 'U0JONAS',
};
const draft: Draft = {
  schema: 1,
  stands: 4,
  by: 'U0RUTH',
  at: now,
  place: 'summary',
  isWhole: true,
  template: 'standard.yml',
  values: filled,
};
const channel = { id: 'ch1', slackChannelId: 'C0FERN' } as Sheet['channel'];

function sheetWith(given: Partial<Sheet> = {}): Sheet {
  return {
    isNew: true,
    about: 'channel:ch1',
    slot: 'draft:ch1',
    stands: 4,
    draft,
    base: {},
    values: filled,
    channel,
    agreement: null,
    stored: null,
    agency: null,
    templates: { name: 'standard.yml', texts: new Map([['standard.yml', 'schema: 1\n']]) },
    people: [],
    names: new Map([['U0RUTH', 'Ruth Okafor']]),
    ...given,
  };
}

const ruth: Asker = { userId: 'U0RUTH', person: null, language: 'en', serves: true, mayChange: true };
const free = { id: 'fern', isTaken: false, claimed: [] as string[] };

function decided(event: Partial<Event>, facts: Partial<Extract<Facts, { kind: 'sheet' }>> = {}) {
  const whole: Facts = { kind: 'sheet', sheet: sheetWith(), asker: ruth, free, chosen: [], ...facts };
  const input = { event: { actor: 'U0RUTH', ...event } as Event, facts: whole, agreement: null, agency: null, now };
  const [ruling] = decide(input, sections);
  const answer = ruling?.effects.find((one) => one.kind === 'answer');
  return { name: ruling?.reason.name, kinds: ruling?.effects.map(({ kind }) => kind), answer };
}

const sends = (form: string, subject = 'channel:ch1#4', values: Values = {}): Partial<Event> => ({
  kind: 'FormSubmitted',
  form,
  subject,
  values,
});
const presses = (action: string, value = 'channel:ch1#4'): Partial<Event> => ({ kind: 'ButtonPressed', action, value });

describe('a form that is sent', () => {
  test('as the last step begins the agreement and lets the draft go, in this order', () => {
    expect(decided(sends('setup-summary'))).toMatchObject({
      name: 'begun',
      kinds: ['begin-agreement', 'set-slot', 'answer'],
    });
  });

  test('once more after its answer was lost counts, and by somebody else does not', () => {
    const before = sends('setup-posts', 'channel:ch1#3');
    expect(decided(before).name).toBe('kept');
    expect(decided(before, { asker: { ...ruth, userId: 'U0TESS' } }).name).toBe('stale');
    expect(decided(sends('setup-posts', 'channel:ch1#2')).name).toBe('stale');
  });

  test('when the draft is gone, or the channel has its agreement, changes nothing and says so', () => {
    expect(decided(sends('setup-summary'), { sheet: sheetWith({ draft: null }) })).toMatchObject({
      name: 'gone',
      kinds: ['answer'],
    });
    const agreement = { id: 'fern' } as Agreement;
    expect(decided(sends('setup-summary'), { sheet: sheetWith({ agreement }) })).toMatchObject({
      name: 'agreed-meanwhile',
      kinds: ['answer'],
    });
  });

  test('when another agreement has named the channel meanwhile, changes nothing and says so', () => {
    const taken = { ...free, claimed: ['C0FERN'] };
    expect(decided(sends('setup-summary'), { free: taken })).toMatchObject({ name: 'claimed', kinds: ['answer'] });
  });

  test('as the last step with something wrong in it leads to the step where that is', () => {
    const values = { ...filled, backup: 'U0RUTH' };
    expect(decided(sends('setup-summary'), { sheet: sheetWith({ values }) })).toMatchObject({
      name: 'refused',
      answer: { how: 'update-form', data: { place: 'people', trouble: expect.stringContaining('two people') } },
    });
  });

  test('by somebody who may not, changes nothing', () => {
    const colleague = { ...ruth, mayChange: false };
    for (const event of [sends('setup-summary'), sends('setup-client'), presses('setup-throw-away')]) {
      expect(decided(event, { asker: colleague })).toMatchObject({ name: 'not-yours', kinds: ['answer'] });
    }
  });
});

describe('a button', () => {
  test('that looks at it anew when there is no draft any more says so', () => {
    expect(decided(presses('setup-anew'), { sheet: sheetWith({ draft: null }) }).name).toBe('gone');
  });

  test('that goes back keeps what is typed, but nothing that is too long', () => {
    const entered = { name: 'x'.repeat(3000), clientZone: 'Lisbon' };
    const input = { ...presses('setup-to-hours'), entered } as Partial<Event>;
    const facts: Facts = { kind: 'sheet', sheet: sheetWith(), asker: ruth, free, chosen: [] };
    const [ruling] = decide(
      { event: { actor: 'U0RUTH', ...input } as Event, facts, agreement: null, agency: null, now },
      sections,
    );
    expect(ruling?.effects[0]).toMatchObject({
      kind: 'set-slot',
      data: { stands: 5, place: 'hours', values: { name: 'Fern', clientZone: 'Europe/Lisbon' } },
    });
  });
});

describe('a command where there can be no form', () => {
  test.each([
    ['where', true, 'asked'],
    ['not-in', true, 'asked'],
    ['not-in', false, 'not-yours'],
    ['agreed', true, 'asked'],
    ['which', false, 'asked'],
  ] as const)('%s, by somebody who may: %s, is answered', (what, may, name) => {
    const facts: Facts = {
      kind: 'instead',
      what,
      asker: { ...ruth, serves: may, mayChange: may },
      clientId: null,
    };
    const event = { kind: 'CommandGiven', actor: 'U0RUTH', words: 'setup' } as Event;
    expect(decide({ event, facts, agreement: null, agency: null, now }, sections)[0]?.reason.name).toBe(name);
  });
});
