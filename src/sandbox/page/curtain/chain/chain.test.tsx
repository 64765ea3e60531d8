import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, test } from 'vitest';
import type { ChainStep, EmergencyPart } from '../../../contract.ts';
import { Chain } from './chain.tsx';
import { countdownText } from './chain-words.ts';

const MINUTE = 60_000;
const raisedAt = Date.UTC(2026, 10, 21, 1);
const step = (number: number, more: Partial<ChainStep> = {}): ChainStep => ({
  ...{ number, again: null, isLastResort: false, pagedAt: null, dueAt: raisedAt + 5 * MINUTE, missed: [] },
  people: [{ name: 'Ruth Okafor', ways: [{ way: 'call', state: 'coming' }] }],
  ...more,
});
const emergency: EmergencyPart = {
  ...{ id: 'i', client: 'Nova Bikes', number: 3, isDrill: false, severity: 'critical', state: 'triggered' },
  ...{ raisedBy: 'Anna Novak', raisedAt, hasIt: null, since: null, isFalseAlarm: false, round: 1, rounds: 3 },
  steps: [
    step(1, {
      pagedAt: raisedAt,
      dueAt: null,
      people: [
        {
          name: 'Mira Aksoy',
          ways: [
            { way: 'slack', state: 'sent' },
            { way: 'sms', state: 'failed' },
          ],
        },
      ],
      missed: [{ name: 'Jonas Weber', because: 'away' }],
    }),
    step(2),
    step(1, { isLastResort: true, dueAt: raisedAt + 45 * MINUTE }),
  ],
  ...{ nextAt: raisedAt + 5 * MINUTE, silentAt: null, nextUpdateAt: raisedAt + 30 * MINUTE },
};

function drawn(more: Partial<EmergencyPart> = {}, now = raisedAt + MINUTE) {
  return renderToStaticMarkup(
    <Chain emergency={{ ...emergency, ...more }} moment={{ now, timeZone: 'Europe/Berlin' }} />,
  );
}

const words = (html: string) => html.replaceAll(/<[^>]+>/g, ' ').replaceAll(/\s+/g, ' ');

describe('the chain on the page', () => {
  test('says who was paged by which way, whom it missed and why, and counts down to the next step', () => {
    const html = drawn();
    expect(words(html)).toContain('Emergency 3 of Nova Bikes critical Nobody has it yet.');
    expect(words(html)).toContain('Round 1 of 3. Next step 4:00 02:05 The client hears next 29:00 02:30');
    expect(words(html)).toContain(
      'Step 1 paged 02:00 Mira Aksoy ✓ Slack (sent) ✕ text message (did not arrive) Jonas Weber is away',
    );
    expect(words(html)).toContain('Step 2 due 02:05 Ruth Okafor ○ call (still to come)');
    expect(words(html)).toContain('everybody there is due 02:45 Ruth Okafor, by every way there is');
  });

  test('the fuse burns with the clock', () => {
    expect(drawn({}, raisedAt + MINUTE)).toContain('height:20%');
    expect(drawn({}, raisedAt + 4 * MINUTE)).toContain('height:80%');
  });

  test('is put out where somebody took it, and what then is not needed says so', () => {
    const html = drawn({
      state: 'acknowledged',
      hasIt: 'Mira Aksoy',
      since: raisedAt,
      silentAt: raisedAt + 15 * MINUTE,
    });
    expect(words(html)).toContain('Mira Aksoy has it since 02:00. Nobody else is paged.');
    expect(words(html)).toContain('Mira paged again, if silent 14:00');
    expect(html).toContain('data-burn="out"');
  });

  test('over, it says how, and counts nothing down', () => {
    const over = { state: 'resolved', hasIt: 'Mira Aksoy', since: raisedAt, nextAt: null, nextUpdateAt: null } as const;
    expect(words(drawn({ ...over, isFalseAlarm: true }))).toContain('A false alarm, closed by Mira Aksoy, 02:00.');
    expect(drawn(over)).not.toContain('chain-countdown');
  });

  test('a drill is called one, and a name is never taken for markup', () => {
    expect(words(drawn({ isDrill: true, number: null }))).toContain(
      'Drill of Nova Bikes drill A drill: nothing has happened. Who answers?',
    );
    expect(drawn({ client: '<img src=x>' })).toContain('&lt;img src=x&gt;');
  });

  test('everybody was paged, or the opening is waited for: that is said', () => {
    const last = step(1, { isLastResort: true, pagedAt: raisedAt, dueAt: null });
    expect(words(drawn({ steps: [last] }))).toContain('Nobody took it. Everybody there is was paged.');
    expect(words(drawn({ steps: [step(1)] }))).toContain('It waits for the opening');
  });
});

test('a countdown ends at nothing and goes over hours', () => {
  expect(countdownText(1_000, 61_000)).toBe('0:00');
  expect(countdownText(59_001, 0)).toBe('1:00');
  expect(countdownText(3_725_000, 0)).toBe('1:02:05');
});
