import { describe, expect, test } from 'vitest';
import type { Agreement } from '../../../agreement/agreement.ts';
import type { Event, Side } from '../../../engine/event.ts';
import type { Ask, Person, Seen } from '../../../engine/facts.ts';
import { standingInSlack, standingOf } from '../../../engine/people.ts';
import type { Reader } from '../../../engine/rule.ts';
import { people } from '../rule.ts';
import { putOn } from '../sides.ts';

const languages = ['en', 'tr'];
const home = { workspaceId: 'T0HARBOUR', enterpriseId: null };
const lists = {
  owner: { id: 'U0MIRA', name: 'Mira Aksoy' },
  backup: { id: 'U0JONAS', name: 'Jonas Weber' },
  managers: [{ id: 'U0RUTH', name: 'Ruth Okafor' }],
  staff: [],
  client: [{ id: 'U0ANNA', name: 'Anna Novak' }],
  neither: [],
};
const agreement = { id: 'nova', version: 1, client: { name: 'Nova & Bikes' }, people: lists } as unknown as Agreement;
const stranger: Person = {
  userId: 'U0LOU',
  teamId: 'T0NOVA',
  enterpriseId: null,
  name: 'Lou <Barnes>',
  language: null,
  timeZone: null,
  isBot: false,
  isGuest: false,
  isDeleted: false,
  isWorkspaceAdmin: false,
};
const channel = { id: 'ours', slackChannelId: 'C0NOVA', clientId: 'nova', name: 'nova-bikes', role: 'shared' };

type Known = { people?: Person[]; members?: string[]; slot?: unknown; served?: string[] };

function askOf({ people: known = [stranger], members = [], slot = null, served = ['nova'] }: Known = {}): Ask {
  const seen = (userId: string): Seen => {
    const person = known.find((one) => one.userId === userId) ?? null;
    const standing = standingOf(userId, person, { agreement, agency: null }, home);
    return { userId, person, standing, inSlack: standingInSlack(person, home) };
  };
  const answers: Record<string, (given: { userIds: string[] }) => unknown> = {
    agreement: () => agreement,
    agency: () => null,
    person: () => null,
    channel: () => channel,
    channelsOf: () => [channel],
    members: () => ({ userIds: members, readAt: 1 }),
    seen: ({ userIds }) => userIds.map(seen),
    absences: () => [],
    slot: () => slot,
    clientsServedBy: () => served.map((clientId) => ({ clientId, name: 'Nova Bikes' })),
  };
  return (async (name: string, given: { userIds: string[] }) => answers[name]?.(given)) as unknown as Ask;
}

async function decided(event: Partial<Event>, known: Known = {}) {
  const whole = { id: 'E1', actor: 'U0MIRA', side: 'staff', clientId: 'nova', ...event } as Event;
  const about = { event: whole, agreement, agency: null, now: 1_000 };
  return people.decide({ ...about, facts: await people.load(askOf(known), about) });
}

async function drawn(view: string, language: string, data: Record<string, string | boolean>, known: Known = {}) {
  const reader: Reader = { userId: 'U0MIRA', language, timeZone: 'UTC', side: 'staff', now: 0 };
  const found = people.views.find(({ name }) => name === view);
  const facts = await found?.load(askOf(known), data, reader);
  return { message: found?.render(facts, reader, data), form: found?.form?.(facts, reader, data) };
}

const posted = (actor: string, side: Side, known: Known = {}) => decided({ kind: 'MessagePosted', actor, side }, known);

describe('whom the owner is asked about', () => {
  test.each(['client', 'unknown'] satisfies Side[])('somebody on no list who counts as %s', async (side) => {
    const [ruling] = await posted('U0LOU', side);
    expect(ruling?.reason).toEqual({ name: 'asked-owner', data: { by: 'U0LOU', to: 'U0MIRA' } });
    expect(ruling?.effects.map(({ kind }) => kind)).toEqual(['set-slot', 'say']);
  });

  test.each([
    ['U0ANNA', 'client'],
    ['U0ELIF', 'staff'],
    ['U0ROBOT', 'neither'],
  ] as const)('nobody else: not %s, who is %s', async (actor, side) => {
    expect(await posted(actor, side)).toEqual([]);
  });

  test('nobody twice', async () => {
    expect(await posted('U0LOU', 'client', { slot: { schema: 1, at: 1 } })).toEqual([]);
  });

  test('nobody at all is asked where every account is closed', async () => {
    const closed = ['U0MIRA', 'U0JONAS', 'U0RUTH'].map((userId) => ({ ...stranger, userId, isDeleted: true }));
    expect(await posted('U0LOU', 'client', { people: closed })).toEqual([]);
  });
});

describe('owner and backup', () => {
  const closed = (userId: string) => ({ ...stranger, userId, isDeleted: true });
  const changed = (known: Known) => decided({ kind: 'PersonChanged', userId: 'U0MIRA' }, known);

  test('whose account is closed are told of to a manager; to whoever is left without one, to the operator with nobody', async () => {
    const told = async (...gone: string[]) => {
      const [ruling] = await changed({ people: gone.map(closed) });
      return ruling?.effects.find(({ kind }) => kind === 'say');
    };
    expect(await told('U0MIRA')).toMatchObject({ to: { userId: 'U0RUTH' }, audience: 'manager' });
    expect(await told('U0MIRA', 'U0RUTH')).toMatchObject({ to: { userId: 'U0JONAS' }, audience: 'staff' });
    expect(await told('U0MIRA', 'U0RUTH', 'U0JONAS')).toMatchObject({ to: { kind: 'operator' }, audience: 'operator' });
  });

  test('are told of once, and not at all while they are there', async () => {
    expect(await changed({ people: [closed('U0MIRA')], slot: { schema: 1, key: 'told' } })).toHaveLength(1);
    expect(await changed({})).toEqual([]);
  });
});

describe('a correction', () => {
  test('takes somebody off one list and puts them on the other, and leaves the rest alone', () => {
    const anna = { userId: 'U0ANNA', name: 'Anna\nNovak' };
    expect(putOn(agreement, anna, 'neither')).toEqual([
      { path: ['people', 'client'], value: [] },
      { path: ['people', 'neither'], value: ['U0ANNA Anna Novak'] },
    ]);
    expect(putOn(agreement, anna, 'client')).toEqual([]);
    expect(putOn(agreement, anna, 'as-slack-says')).toEqual([{ path: ['people', 'client'], value: [] }]);
  });

  test('pressed by whoever does not serve the client is refused', async () => {
    const press = { kind: 'ButtonPressed', action: 'people-staff', value: 'client:nova:U0LOU' } as const;
    const [ruling] = await decided(press, { served: [] });
    expect(ruling?.reason.name).toBe('not-yours');
    expect(ruling?.effects.map(({ kind }) => kind)).toEqual(['answer']);
  });

  test('without a person or a side says what is missing, in the field', async () => {
    const form = { kind: 'FormSubmitted', form: 'people-correct', subject: 'client:nova' } as const;
    const [ruling] = await decided({ ...form, values: { person: null, side: 'staff' } });
    expect(ruling?.effects).toMatchObject([{ how: 'field-errors', errors: { person: 'Choose a person and a side.' } }]);
  });
});

describe.each(languages)('what people see (%s)', (language) => {
  test('the list, with names that hold markup', async () => {
    const members = ['U0MIRA', 'U0ANNA', 'U0LOU', 'U0WHO'];
    const guest = { ...stranger, userId: 'U0MIRA', name: 'Mira', isGuest: true, teamId: 'T0HARBOUR' };
    const shown = await drawn(
      'people',
      language,
      { what: 'list', clientId: 'nova' },
      { people: [stranger, guest], members },
    );
    expect(shown.message?.text).toMatchSnapshot();
    expect(shown.message?.text).not.toContain('<Barnes>');
  });

  test('the question, answered or not, the private word after it, and the form', async () => {
    const texts = [
      await drawn('who-is', language, { subject: 'client:nova:U0LOU' }),
      await drawn('who-is', language, { subject: 'client:nova:U0LOU', of: 'key' }),
      await drawn('who-is', language, { subject: 'client:nova:U0ANNA' }),
      await drawn(
        'who-is',
        language,
        { subject: 'client:nova:U0ELIF' },
        { people: [{ ...stranger, userId: 'U0ELIF', teamId: 'T0HARBOUR' }] },
      ),
      await drawn('person-is', language, { subject: 'client:nova:U0ANNA', isNew: true }),
      await drawn('person-is', language, { subject: 'client:nova:U0ANNA' }),
      await drawn('people', language, { what: 'which' }),
      await drawn('people', language, { what: 'not-yours' }),
    ].map(({ message }) => message?.text);
    expect(texts).toMatchSnapshot();
    expect((await drawn('people-correct', language, { subject: 'client:nova' })).form).toMatchSnapshot();
  });

  test('that an account was closed, with who stands in, and that somebody looks after the client again', async () => {
    const closed = (userId: string) => ({ ...stranger, userId, name: userId, isDeleted: true });
    const texts = [
      await drawn('account-closed', language, { subject: 'client:nova:U0MIRA' }, { people: [closed('U0MIRA')] }),
      await drawn('account-closed', language, { subject: 'client:nova:U0JONAS' }, { people: [closed('U0JONAS')] }),
      await drawn('account-closed', language, { subject: 'client:nova:U0MIRA' }),
    ].map(({ message }) => message?.text);
    expect(texts).toMatchSnapshot();
  });

  test('why somebody’s message counts as the client’s', () => {
    const reader: Reader = { userId: 'U0MIRA', language, timeZone: 'UTC', side: 'staff', now: 0 };
    const reason = { name: 'asked-owner', data: { by: 'U0LOU', to: 'U0MIRA' } };
    expect(people.explain?.(reason, reader)).toMatch(/<@U0LOU>.*<@U0MIRA>/);
    expect(people.explain?.({ name: 'asked', data: {} }, reader)).toBeNull();
  });
});
