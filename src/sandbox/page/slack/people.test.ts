import { expect, test } from 'vitest';
import type { PersonCard, Side } from '../../contract.ts';
import { badgeOf, colourOf, groupsOf, initialsOf, invitable, mayInvite } from './people.ts';

function person(id: string, realName: string, side: Side, more: Partial<PersonCard> = {}): PersonCard {
  return {
    id,
    name: realName.toLowerCase(),
    realName,
    title: '',
    side,
    company: side === 'external' ? 'Nova Bikes' : null,
    timeZone: 'Europe/Berlin',
    locale: 'en-GB',
    isDeleted: false,
    ...more,
  };
}

const people = [
  person('U0ADMIN', 'Tess Lindqvist', 'admin'),
  person('U0MIRA', 'Mira Aksoy', 'staff'),
  person('U0SAM', 'Sam Whitfield', 'guest'),
  person('U0ANNA', 'Anna Novak', 'external'),
  person('U0RULES', 'Groundrules', 'bot'),
  person('U0GONE', 'Greta Gone', 'staff', { isDeleted: true }),
  person('USLACKBOT', 'Slackbot', 'staff'),
];

test('one can be the clients’ people and the agency’s, and nobody who left, no app, not Slack’s own voice', () => {
  const groups = groupsOf(people, 'Harbour Studio').map(({ title, people: group }) => [
    title,
    group.map(({ id }) => id),
  ]);
  expect(groups).toEqual([
    ['Clients’ people', ['U0ANNA', 'U0SAM']],
    ['Harbour Studio', ['U0MIRA', 'U0ADMIN']],
  ]);
});

test('people of another company can be brought in only where the channel is shared with it', () => {
  const ids = (sharedWith: string[]) => invitable(people, ['U0MIRA'], sharedWith).map(({ id }) => id);
  expect(ids([])).toEqual(['U0RULES', 'U0SAM', 'U0ADMIN']);
  expect(ids(['Nova Bikes'])).toContain('U0ANNA');
});

test('guests and people of other companies bring nobody in', () => {
  expect(people.filter(mayInvite).map(({ id }) => id)).toEqual(['U0ADMIN', 'U0MIRA', 'U0GONE', 'USLACKBOT']);
});

test('a badge tells the company, a guest and an app, and nothing of the agency’s own', () => {
  expect(people.slice(0, 5).map(badgeOf)).toEqual([null, null, 'Guest', 'Nova Bikes', 'App']);
});

test.each([
  ['Mira Aksoy', 'MA'],
  ['Cher', 'C'],
  ['  Jean Luc Moreau ', 'JM'],
  ['李 小龍', '李小'],
  ['', '?'],
])('the face of %s says %s', (name, initials) => {
  expect(initialsOf(name)).toBe(initials);
});

test('colours are between one and eight, and the same each time', () => {
  const all = Array.from({ length: 60 }, (_, index) => colourOf(`U0${index}`));
  expect(new Set(all).size).toBe(8);
  expect(Math.min(...all)).toBe(1);
  expect(Math.max(...all)).toBe(8);
  expect(colourOf('U0MIRA')).toBe(colourOf('U0MIRA'));
});
