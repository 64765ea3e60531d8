import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, test } from 'vitest';
import type { TimelineDeadline } from '../../../contract.ts';
import { TimeLine } from './time-line.tsx';
import { movedSince } from './use-moved.ts';

const HOUR = 3_600_000;
const friday = Date.UTC(2026, 10, 20, 15, 50);
const monday = Date.UTC(2026, 10, 23, 9, 50);
const question: TimelineDeadline = {
  id: 'd1',
  rule: 'response-window',
  name: 'first reply',
  state: 'pending',
  from: friday,
  dueAt: monday,
  ringAt: monday - HOUR / 2,
  settledAt: null,
  channelName: 'nova-bikes',
  about: { channel: 'C0NOVA', ts: '1795189800.000100' },
};

function drawn(deadlines: TimelineDeadline[], now = friday) {
  const timeline = { from: friday - 2 * HOUR, to: monday + 2 * HOUR, open: [], deadlines };
  const moment = { now, timeZone: 'Europe/Berlin' };
  return renderToStaticMarkup(
    <TimeLine timeline={timeline} moment={moment} selected={null} onLook={() => undefined} />,
  );
}

const words = (html: string) => html.replaceAll(/<[^>]+>/g, ' ').replaceAll(/\s+/g, ' ');

describe('a row', () => {
  test('is a button that says its state, when it was asked, when it rings and when it is due', () => {
    const html = drawn([question]);
    expect(html).toMatch(/<button[^>]*class="time-line-row"/);
    expect(words(html)).toContain(
      'first reply #nova-bikes rings Mon 10:20 due Mon 10:50 waiting, asked Fri 20 Nov, 16:50, due Mon 23 Nov, 10:50',
    );
  });

  test('about no message leads nowhere, so it is no button', () => {
    expect(drawn([{ ...question, about: null }])).not.toMatch(/<button[^>]*class="time-line-row"/);
  });

  test('that is overdue shows how far beyond the promise it is', () => {
    const html = drawn([{ ...question, state: 'breached' }], monday + HOUR);
    expect(html).toContain('data-kind="late"');
    expect(words(html)).toContain('1 h overdue');
  });

  test('never takes a name for markup', () => {
    expect(drawn([{ ...question, name: '<img src=x>' }])).toContain('&lt;img src=x&gt;');
  });
});

test('without deadlines it says how to make one', () => {
  expect(words(drawn([]))).toContain('Nothing waits for an answer.');
});

test('only a deadline that is due at another time has moved; a new one has not', () => {
  const before = new Map([
    ['d1', monday],
    ['d2', monday],
  ]);
  const after = [
    { ...question, dueAt: monday + HOUR },
    { ...question, id: 'd2' },
    { ...question, id: 'd3' },
  ];
  expect([...movedSince(before, after)]).toEqual([['d1', monday]]);
});
