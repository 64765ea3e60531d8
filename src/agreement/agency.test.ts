import { describe, expect, it } from 'vitest';
import { managersOf } from './agency.ts';
import { sideIn } from './agreement.ts';
import { kindOf, loadAgency, loadFile } from './load.ts';
import { problemText } from './problem.ts';

describe('a broken agency file is refused in the same way', () => {
  const agency = `schema: 1
agency:
  name: Harbour Studio
admins:
  - U0ADMIN Tess
defaults:
  timeZone: Europe/Berlin
`;
  const complain = (text: string) => {
    const loaded = loadAgency(text, { fileName: 'agency.yml' });
    return loaded.ok ? [] : loaded.problems.map(problemText);
  };
  it.each([
    ['whole', agency, []],
    [
      'no admins',
      agency.replace('\n  - U0ADMIN Tess', ' []'),
      ['agency.yml:4:9 admins: name at least one admin, or nobody could change this file'],
    ],
    [
      'an operator in two places',
      `${agency}operator:\n  channel: C0OPS\n  webhook: https://example.com/hook\n`,
      ['agency.yml:8:1 operator: say where the operator is told: either channel: C0123ABCD or webhook: https://…'],
    ],
    [
      'an unsafe webhook',
      `${agency}operator:\n  webhook: http://example.com/hook\n`,
      ['agency.yml:9:12 operator.webhook: write an address that begins with https://'],
    ],
    [
      'retention without a unit',
      `${agency}retention:\n  words: 90\n`,
      ['agency.yml:9:10 retention.words: 90 is not a number of days; write 30 days'],
    ],
    [
      'words kept for longer than they ever are',
      `${agency}retention:\n  words: 200 days\n`,
      [
        'agency.yml:9:10 retention.words: "200 days" cannot be kept; write between 1 day and 180 days, for words go 180 days after they were posted at the latest',
      ],
    ],
    [
      'a key of an agreement',
      `${agency}channels: [C0NOVA]\n`,
      [
        'agency.yml:8:1 channels: channels is not known here; what can stand here: schema, version, agency, admins, managers, staff, operator, defaults, retention, onCall',
      ],
    ],
  ])('%s', (_what, text, expected) => expect(complain(text)).toEqual(expected));

  it('and is told from an agreement by its key "agency"', () => {
    expect(kindOf(agency)).toBe('agency');
    expect(kindOf('schema: 1\nid: nova\n')).toBe('agreement');
    expect(kindOf('a: [')).toBe('agreement');
    const loaded = loadFile(agency, { fileName: 'x.yml', sections: [], template: () => undefined });
    expect(loaded.ok && loaded.kind).toBe('agency');
  });
});

describe('who is who', () => {
  const people = {
    owner: { id: 'U0MIRA' },
    backup: { id: 'U0JONAS' },
    managers: [],
    staff: [{ id: 'U0ELIF' }],
    client: [{ id: 'U0ANNA' }],
    neither: [{ id: 'U0PRINT' }],
  };
  it.each([
    ['U0MIRA', 'staff'],
    ['U0JONAS', 'staff'],
    ['U0ELIF', 'staff'],
    ['U0ANNA', 'client'],
    ['U0PRINT', 'neither'],
    ['U0NOBODY', undefined],
  ])("is first of all what the agreement's list says (%s)", (id, side) => {
    expect(sideIn({ people }, id)).toBe(side);
  });

  it("a breach goes to the agreement's managers, or to the agency's where it names none", () => {
    const agency = { managers: [{ id: 'U0RUTH' }] };
    expect(managersOf({ people }, agency)).toEqual([{ id: 'U0RUTH' }]);
    expect(managersOf({ people: { ...people, managers: [{ id: 'U0OWN' }] } }, agency)).toEqual([{ id: 'U0OWN' }]);
    expect(managersOf({ people }, undefined)).toEqual([]);
  });
});
