import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type LoadOptions, loadAgreement } from './load.ts';
import { problemText } from './problem.ts';

const options: LoadOptions = { fileName: 'nova.yml', sections: [], template: () => undefined };
const whole = `schema: 1
id: nova # short
client: { name: Nova Bikes, language: en }
channels: [C0NOVA]
officeHours:
  timeZone: Europe/Berlin
  weekly:
    mon: 09:00-17:00
    fri: 22:00-06:00
  holidays: { country: DE, state: BE }
  exceptions:
    - date: 2026-12-24
      until: 2027-01-01
      hours: closed
people:
  owner: U0MIRA Mira
  backup: U0JONAS Jonas
  client:
    - U0ANNA Anna
grouping: 5m
`;
const defaults = { language: 'tr', timeZone: 'Europe/Istanbul' } as const;

describe('a file', () => {
  it('says what the agency says too, in its own way', () => {
    const loaded = loadAgreement(whole, { ...options, agency: { defaults } });
    expect(loaded.ok && [loaded.agreement.client.language, loaded.agreement.officeHours.timeZone]).toEqual([
      'en',
      'Europe/Berlin',
    ]);
  });

  it("is told when the template missing is the agency's", () => {
    const loaded = loadAgreement(whole, { ...options, agency: { defaults: { ...defaults, template: 'gone.yml' } } });
    expect(loaded.ok ? [] : loaded.problems.map(problemText)).toEqual([
      "nova.yml:1:1 extends: the agency's own template gone.yml does not exist; write extends: and one that does, or change the agency file",
    ]);
  });

  it('never throws, whatever stands in it, and always points into the file', () => {
    const parts = fc.constantFrom(
      '\n',
      '  ',
      ':',
      ': ',
      '- ',
      '[',
      ']',
      '{',
      '"',
      "'",
      '#',
      '&a',
      '*a',
      '\t',
      '|',
      '>',
      '!!set',
      '? ',
      'null',
      '~',
      '0x1',
      '---',
      '%',
      '\u0000',
      '🙂',
    );
    const edit = fc.record({
      at: fc.nat(whole.length),
      drop: fc.nat(12),
      put: fc.oneof(parts, fc.string({ maxLength: 4 })),
    });
    fc.assert(
      fc.property(fc.array(edit, { minLength: 1, maxLength: 4 }), (edits) => {
        const text = edits.reduce((so, { at, drop, put }) => so.slice(0, at) + put + so.slice(at + drop), whole);
        const loaded = loadAgreement(text, options);
        if (loaded.ok) return;
        expect(loaded.problems.length).toBeGreaterThan(0);
        for (const { line, column, message } of loaded.problems) {
          expect(line).toBeGreaterThanOrEqual(1);
          expect(line).toBeLessThanOrEqual(text.split('\n').length + 1);
          expect(column).toBeGreaterThanOrEqual(1);
          expect(message).not.toBe('');
          expect(message).not.toMatch(/Invalid|expected|undefined/);
        }
      }),
      { numRuns: 300 },
    );
  });
});
