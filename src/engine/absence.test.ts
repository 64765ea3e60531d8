import { describe, expect, test } from 'vitest';
import type { Agreement } from '../agreement/agreement.ts';
import { type Absence, firstThere, type Missing, standInFor } from './absence.ts';

const absence = (userId: string, backup: string | null = null): Absence => {
  return { id: userId, userId, since: 0, until: 10, backup, setBy: userId };
};
const people = {
  owner: { id: 'OWNER' },
  backup: { id: 'BACKUP' },
  managers: [{ id: 'RUTH' }, { id: 'ROY' }],
  staff: [],
};
const agreement = { people } as unknown as Agreement;
const missing = (away: Absence[], gone: string[] = []): Missing => ({ away, gone });

describe('who stands in', () => {
  test.each([
    ['the agreement’s backup', [absence('OWNER')], [], 'BACKUP'],
    ['whom they named', [absence('OWNER', 'ELIF')], [], 'ELIF'],
    ['whom that one named', [absence('OWNER', 'ELIF'), absence('ELIF', 'JO')], [], 'JO'],
    [
      'the backup, where whom they named is away without a name',
      [absence('OWNER', 'ELIF'), absence('ELIF')],
      [],
      'BACKUP',
    ],
    ['whom the backup named', [absence('OWNER'), absence('BACKUP', 'JO')], [], 'JO'],
    ['a manager, where two named each other', [absence('OWNER', 'BACKUP'), absence('BACKUP', 'OWNER')], [], 'RUTH'],
    ['another manager', [absence('OWNER'), absence('BACKUP'), absence('RUTH')], [], 'ROY'],
    ['a manager all the same', ['OWNER', 'BACKUP', 'RUTH', 'ROY'].map((one) => absence(one)), [], 'RUTH'],
    ['a manager whose account is open', ['OWNER', 'BACKUP', 'ROY'].map((one) => absence(one)), ['RUTH'], 'ROY'],
    ['the backup, though away', ['OWNER', 'BACKUP'].map((one) => absence(one)), ['RUTH', 'ROY'], 'BACKUP'],
    ['the owner themselves', [absence('OWNER')], ['BACKUP', 'RUTH', 'ROY'], 'OWNER'],
    ['nobody', [], ['OWNER', 'BACKUP', 'RUTH', 'ROY'], undefined],
  ])('%s', (_, away, gone, expected) => {
    expect(standInFor('OWNER', { agreement, agency: null, missing: missing(away, gone) })?.userId).toBe(expected);
  });

  test('is never the one who is away, however they name each other', () => {
    const away = [absence('A', 'B'), absence('B', 'C'), absence('C', 'A')];
    expect(firstThere('A', [], missing(away))).toBeNull();
    expect(firstThere('A', ['B', 'A', 'D'], missing(away))).toBe('D');
  });
});
