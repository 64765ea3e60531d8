import { expect, test } from 'vitest';
import { indentAfter, placeAt } from './place.ts';

const file = `schema: 1
client:
  name: Nova
  |1
people:
  managers:
    - U0RUTH Ruth Okafor
    - |2
officeHours:
  exceptions:
  - date: 2026-12-24
    hours: |3
  - date: 2026-12-31
    |4
responseWindow:
  hours: office   # while |5
  priorities:
    urgent: { first: 30m, |6 }
    normal: { first: |7
    low:
      first: 1 business |8
st|9
`;

/** The place of a mark in the file, with every mark taken out. */
function at(mark: number) {
  const start = file.slice(0, file.indexOf(`|${mark}`)).replace(/\|\d/g, '');
  return placeAt(file.replace(/\|\d/g, ''), start.length);
}

test('an empty line asks for keys of the mapping it is indented into', () => {
  expect(at(1)).toMatchObject({ path: ['client'], wants: 'key', typed: '', siblings: ['name'], indent: 2 });
});

test('an entry of a list may be a value or begin a mapping', () => {
  expect(at(2)).toMatchObject({ path: ['people', 'managers', '[]'], wants: 'either', typed: '' });
});

test('lists whose dashes stand below their key are followed', () => {
  expect(at(3)).toMatchObject({ path: ['officeHours', 'exceptions', '[]', 'hours'], wants: 'value' });
  expect(at(4)).toMatchObject({ path: ['officeHours', 'exceptions', '[]'], wants: 'key', siblings: ['date'] });
});

test('a comment asks for nothing', () => {
  expect(at(5)).toBeNull();
});

test('mappings in braces know their keys and whether one is being valued', () => {
  const path = ['responseWindow', 'priorities', 'urgent'];
  expect(at(6)).toMatchObject({ path, wants: 'key', typed: '', siblings: ['first'] });
  expect(at(7)).toMatchObject({ path: ['responseWindow', 'priorities', 'normal', 'first'], wants: 'value', typed: '' });
});

test('what is typed of a value or key is given with where it begins', () => {
  expect(at(8)).toMatchObject({ path: ['responseWindow', 'priorities', 'low', 'first'], typed: '1 business ' });
  const last = at(9);
  expect(last).toMatchObject({ path: [], wants: 'key', typed: 'st' });
  expect(last?.siblings).toEqual(expect.arrayContaining(['schema', 'client', 'responseWindow']));
});

test.each([
  ['officeHours:', 2],
  ['    - date: 2026-12-24', 6],
  ['  - people:  # all of them', 6],
  ['  name: Nova', 2],
  ['    ', 4],
])('after %j one goes on in column %i', (line, column) => {
  expect(indentAfter(line)).toBe(column);
});
