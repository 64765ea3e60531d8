import { expect, test } from 'vitest';
import { aligned, widthOf } from './table.ts';

test.each([
  ['plain', 5],
  ['Çağrı', 5],
  ['계약', 4],
  ['合同', 4],
  ['ข้อตกลง', 6],
  ['ｆｕｌｌ', 8],
  ['🙂', 2],
  ['👩‍💻', 2],
  ['e\u0301', 1],
])('%s takes %i columns', (text, width) => {
  expect(widthOf(text)).toBe(width);
});

test('columns stay under each other whatever the script', () => {
  expect(
    aligned([
      ['계약', 'a'],
      ['nova', 'b'],
      ['', 'c'],
    ]),
  ).toEqual(['계약  a', 'nova  b', '      c']);
});
