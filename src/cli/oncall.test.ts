import { readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { groundrules } from './tests/groundrules.ts';
import { tellWaitingStory } from './tests/story.ts';

const story = tellWaitingStory('Could you send the invoice again, please?');

describe('oncall', () => {
  test('prints the turns of a rota on its own clocks, summer time or not', async () => {
    const { code, out } = await groundrules('oncall', 'evenings', '--from', '2026-10-20', '--to', '2026-11-05');
    expect(code).toBe(0);
    expect(out.split('\n').map((line) => line.trim().replaceAll(/ +/g, ' '))).toEqual([
      'evenings (Europe/Berlin)',
      'Mon 19 Oct 2026 09:00 – Mon 26 Oct 2026 09:00 Jonas Weber',
      'Mon 26 Oct 2026 09:00 – Mon 2 Nov 2026 09:00 Elif Kaya',
      'Mon 2 Nov 2026 09:00 – Mon 9 Nov 2026 09:00 Mira Aksoy',
    ]);
  });

  test('marks who is on call now, and gives programs instants in UTC', async () => {
    const { out } = await groundrules('oncall');
    expect(out).toMatch(/^→ .+ (Mira Aksoy|Jonas Weber|Elif Kaya)$/m);
    const [evenings] = JSON.parse((await groundrules('oncall', '--json', '--from', '2026-11-02T09:00')).out);
    expect(evenings).toMatchObject({ rota: 'evenings', timeZone: 'Europe/Berlin' });
    expect(evenings.onCall[0]).toEqual({
      since: '2026-11-02T08:00:00.000Z',
      untilAt: '2026-11-09T08:00:00.000Z',
      userId: 'U0MIRA',
      name: 'Mira Aksoy',
      because: 'turn',
      planned: 'U0MIRA',
    });
  });

  test.each([
    ['an unknown rota', ['evening'], 1, 'Did you mean evenings?'],
    ['an end before the beginning', ['--from', '2026-11-05', '--to', '2026-11-02'], 2, '--to is not after --from'],
    ['what is no time', ['--from', 'soon'], 2, '"soon" is no time'],
    ['more than one can read', ['--from', '2026-11-05', '--to', '2036-11-02'], 2, 'more than two years'],
  ])('refuses %s, and says what to do', async (_what, words, code, because) => {
    const found = await groundrules('oncall', ...words);
    expect(found.code).toBe(code);
    expect(found.err).toContain(because);
  });

  test('says how to begin where there is no rota', async () => {
    const path = story.copyOf('agency.yml');
    const nova = story.copyOf('nova.yml');
    writeFileSync(path, readFileSync(path, 'utf8').replace(/\nonCall:[\s\S]*/, '\n'));
    writeFileSync(nova, readFileSync(nova, 'utf8').replace('  policy: standard\n', ''));
    expect((await groundrules('apply', path, nova)).code).toBe(0);
    const { code, err } = await groundrules('oncall');
    expect(code).toBe(1);
    expect(err).toContain('There is no rota yet. Write one under onCall: rotas: in the agency file and apply it.');
  });
});
