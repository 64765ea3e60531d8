import { describe, expect, test } from 'vitest';
import { agreed, lines } from './office.ts';

const nova = agreed();
const orchard = agreed({ id: 'orchard', name: 'Orchard Legal', zone: 'America/New_York' });
const world = { agreements: [nova, orchard], serves: ['U0MIRA'], belongsTo: { U0ANNA: ['nova'], U0SAM: ['orchard'] } };
/** A Monday, 11:00 in Berlin, 05:00 in New York. */
const monday = { at: '2026-11-23T10:00:00Z' };
const client = { ...monday, side: 'client' } as const;
const firstLine = async (...given: Parameters<typeof lines>) => (await lines(...given))[0];

describe('whose hours somebody sees', () => {
  test.each(['shared', 'internal'] as const)(
    'staff: those of the client whose channel (%s) they ask in',
    async (role) => {
      expect(await firstLine({ ...world, role }, { words: 'hours' }, monday)).toBe('*Hours agreed with Nova Bikes*');
    },
  );

  test('staff whom no agreement names: of the channel they are in, and elsewhere a line that says why none', async () => {
    const asking = { words: 'hours', actor: 'U0KIM' };
    expect(await firstLine(world, asking, monday)).toBe('*Hours agreed with Nova Bikes*');
    expect(await firstLine(world, { ...asking, here: null }, monday)).toMatch(/^You are not named/);
    expect(await firstLine(world, { words: 'hours orchard', actor: 'U0KIM' }, monday)).toMatch(/^I could not make out/);
  });

  test('elsewhere the one that is named, or a line for each that they serve', async () => {
    const elsewhere = { actor: 'U0MIRA', here: null };
    expect(await firstLine(world, { ...elsewhere, words: 'hours orchard' }, monday)).toContain('Orchard Legal');
    expect(await lines(world, { ...elsewhere, words: 'hours' }, monday)).toEqual([
      '*Agreed hours, by client:*',
      '• *Nova Bikes*: open now, until today 17:00',
      '• *Orchard Legal*: closed now, until today 15:00 (09:00 in New York)',
    ]);
    expect(await lines(world, { ...elsewhere, words: 'hours sat' }, monday)).toEqual([
      '*Agreed hours, by client:*',
      '• *Nova Bikes*: Sat 28 Nov: closed, as every Saturday',
      '• *Orchard Legal*: Sat 28 Nov: closed, as every Saturday',
    ]);
    expect((await lines(world, { ...elsewhere, words: 'hours week' }, monday)).at(-1)).toBe(
      'For the week of one of them: `/rules hours nova week`',
    );
  });

  test('of very many clients the first are shown, and how many are not', async () => {
    const agreements = Array.from({ length: 45 }, (_, index) =>
      agreed({ id: `c-${index}`, name: `Client ${String(index).padStart(2, '0')}` }),
    );
    const shown = await lines(
      { agreements, serves: ['U0RUTH'] },
      { words: 'hours', actor: 'U0RUTH', here: null },
      monday,
    );
    expect(shown).toHaveLength(22);
    expect(shown.at(-1)).toBe('25 more clients are not shown. Name one: `/rules hours c-0`');
  });

  test('a client: their own, under the agency’s name, wherever they ask', async () => {
    for (const here of [nova, null]) {
      const asking = { words: 'hours', actor: 'U0ANNA', side: 'client', here } as const;
      expect(await firstLine(world, asking, client)).toBe('*Hours agreed with Harbour Studio*');
    }
    const asking = { words: 'hours nova bikes today', actor: 'U0ANNA', side: 'client' } as const;
    expect(await firstLine(world, asking, client)).toBe('*Hours agreed with Harbour Studio*');
  });

  test('a client’s colleague whom the agreement does not name: theirs too, but not in the agency’s own channel', async () => {
    for (const side of ['client', 'unknown'] as const) {
      const asking = { words: 'hours', actor: 'U0NEW', side };
      expect(await firstLine(world, asking, client)).toBe('*Hours agreed with Harbour Studio*');
      expect(await firstLine({ ...world, role: 'internal' }, asking, client)).toMatch(
        /^There are no hours agreed with you/,
      );
    }
  });

  test('another client never: neither by being in the channel nor by naming it', async () => {
    const sam = { actor: 'U0SAM', side: 'client' } as const;
    const zone = { ...client, timeZone: 'America/New_York' };
    const shown = await lines(world, { ...sam, words: 'hours' }, zone);
    expect(shown[1]).toBe('*Closed now*, since Fri 17:00. Opens: today 09:00.');
    const refused = await lines(world, { ...sam, words: 'hours nova' }, zone);
    expect(refused.join('\n')).toMatch(/^I could not make out/);
    expect(refused.join('\n')).not.toMatch(/nova/i);
  });

  test.each(['client', 'unknown', 'neither'] as const)(
    'a stranger (%s) reads a kind line and nothing else',
    async (side) => {
      const shown = await lines(world, { words: 'hours nova', actor: 'U0WHO', side, here: null }, client);
      expect(shown).toEqual([expect.stringMatching(/^There are no hours agreed with you/)]);
      if (side === 'neither')
        expect(await lines(world, { words: 'hours', actor: 'U0WHO', side }, client)).toEqual(shown);
    },
  );
});

describe('an agreement that is not in force', () => {
  test('paused: its hours, and that it is paused', async () => {
    const paused = agreed({ status: 'paused' });
    const asked = { agreements: [paused, orchard], serves: ['U0MIRA'] };
    const shown = await lines(asked, { words: 'hours' }, monday);
    expect(shown[1]).toMatch(/^This agreement is paused/);
    expect(shown[2]).toMatch(/^\*Open now\*/);
    expect(await lines(asked, { words: 'hours', here: null }, monday)).toContain(
      '• *Nova Bikes*: open now, until today 17:00 (paused)',
    );
  });

  test('ended: none', async () => {
    const shown = await lines({ agreements: [agreed({ status: 'ended' })] }, { words: 'hours week' }, monday);
    expect(shown).toEqual(['The agreement with Nova Bikes has ended, so no hours are agreed any more.']);
  });
});

test('what cannot be read is met with examples, in the reader’s language', async () => {
  const english = await lines(world, { words: 'hours whenever' }, monday);
  expect(english.at(-1)).toBe('• `/rules hours nova week`: one client by name');
  const turkish = await lines(world, { words: 'hours ne zaman' }, { ...monday, language: 'tr' });
  expect(turkish.join('\n')).toContain('`/rules hours 24 Aralık`');
});

test('dates whose holidays are not known are not guessed at', async () => {
  for (const date of ['2030-01-01', '2024-12-31']) {
    const shown = await lines(world, { words: `hours ${date}` }, monday);
    expect(shown[1]).toMatch(/^The holidays are known from .*2025 to .*2029 only/);
  }
});
