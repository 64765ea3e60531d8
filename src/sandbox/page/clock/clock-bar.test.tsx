import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, test } from 'vitest';
import type { ClockPart } from '../../contract.ts';
import { ClockControls } from './clock-bar.tsx';

const friday = Date.UTC(2026, 10, 20, 15, 50);
const clock: ClockPart = {
  now: friday,
  timeZone: 'Europe/Berlin',
  rate: 0,
  isWalking: false,
  nextOpening: Date.UTC(2026, 10, 23, 8),
  nextDeadline: null,
  isBotRunning: true,
};

function drawn(change: Partial<ClockPart> = {}, readerZone = 'Europe/Berlin') {
  const onDeed = async () => ({ ok: true as const });
  const given = { ...clock, ...change };
  return renderToStaticMarkup(<ClockControls clock={given} readerZone={readerZone} channel="C0NOVA" onDeed={onDeed} />);
}

describe('the clock', () => {
  test('shows the reader’s own time only where it is another', () => {
    expect(drawn()).toContain('>Berlin</span>');
    expect(drawn({}, 'Europe/Istanbul')).toContain('18:50 in Istanbul');
    expect(drawn({}, 'Asia/Seoul')).toContain('Sat 00:50 in Seoul');
  });

  test('says when the next opening is, and why there is no deadline to go to', () => {
    const html = drawn();
    expect(html).toContain('Mon 09:00');
    expect(html).toMatch(/title="nothing waits for an answer now" aria-disabled="true"/);
  });

  test('says that nobody knows what comes next while the bot is stopped', () => {
    const html = drawn({ isBotRunning: false, nextOpening: null });
    expect(html.match(/title="nobody knows while the bot is stopped" aria-disabled="true"/g)).toHaveLength(2);
  });

  test('offers to stop a walk, and presses nothing else meanwhile', () => {
    const html = drawn({ isWalking: true, rate: 60 });
    expect(html).toContain('Pause: stop walking here');
    expect(html).toContain('<progress');
    expect(html).not.toContain('aria-pressed="true"');
  });
});
