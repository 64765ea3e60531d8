import { describe, expect, test } from 'vitest';
import { createPace } from './pace.ts';

const MINUTE = 60_000;

function paced() {
  let now = 1_000_000;
  const pace = createPace(() => now);
  const pass = (milliseconds: number) => {
    now += milliseconds;
  };
  const ahead = (name: string) => pace.turnOf(name) - now;
  return { pace, ahead, pass };
}

describe('the pace of a workspace', () => {
  test('is nobody’s matter as long as Slack takes what is said', () => {
    const { ahead } = paced();
    expect(['one', 'two', 'three', 'one'].map(ahead)).toEqual([0, 0, 0, 0]);
  });

  test('once Slack has refused one, each takes its turn, and keeps it however often it asks', () => {
    const { pace, ahead, pass } = paced();
    pace.refused(2_000);
    expect(['one', 'two', 'one', 'three'].map(ahead)).toEqual([2_000, 2_250, 2_000, 2_500]);
    pass(2_000);
    expect(['one', 'two', 'one'].map(ahead)).toEqual([0, 250, 750]);
  });

  test('a minute after the last turn all is as before', () => {
    const { pace, ahead, pass } = paced();
    pace.refused(1_000);
    ahead('one');
    pass(MINUTE + 1_250);
    expect(['one', 'two', 'three'].map(ahead)).toEqual([0, 0, 0]);
  });

  test('a clock that is set back keeps nobody waiting', () => {
    const { pace, ahead, pass } = paced();
    pace.refused(1_000);
    ahead('one');
    pass(-120 * MINUTE);
    expect(['one', 'two'].map(ahead)).toEqual([0, 0]);
  });
});
