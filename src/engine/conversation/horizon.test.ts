import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { channelId, terms } from '../../../test/support/conversation-story.ts';
import { scripts, versions } from '../../../test/support/random-rows.ts';
import { type FoldedConversation, foldConversations, type MessageRow, runningInLane } from '../conversation.ts';
import { happeningsOf } from './happenings.ts';
import { foldHorizon, threadsThatWaited } from './horizon.ts';

const nothingEarlier = { threadsWithWaits: new Set<string>() };
const runs = { numRuns: 300 };

function fromTheBeginning(rows: MessageRow[]): FoldedConversation[] {
  return foldConversations(channelId, rows, terms, 0, nothingEarlier);
}

describe('whatever happens', () => {
  test('any order and any repetition of the rows ends in the same conversations', () => {
    const shuffled = scripts.chain((rows) =>
      fc.record({
        rows: fc.constant(rows),
        heard: fc.shuffledSubarray([...rows, ...rows, ...rows], { minLength: rows.length * 3 }),
      }),
    );
    fc.assert(
      fc.property(shuffled, ({ rows, heard }) => {
        const turned = heard.map((row) => ({ ...row, marks: [...row.marks].reverse() }));
        expect(fromTheBeginning(turned)).toEqual(fromTheBeginning(rows));
      }),
      runs,
    );
  });

  test('bots change nothing', () => {
    const withBots = scripts.map((rows) => ({
      rows: rows.filter(({ side }) => side !== 'neither'),
      all: rows.map((row) => (row.side === 'neither' ? { ...row, marks: [] } : row)),
    }));
    fc.assert(
      fc.property(withBots, ({ rows, all }) => {
        expect(fromTheBeginning(all)).toEqual(fromTheBeginning(rows));
      }),
      runs,
    );
  });

  test('nobody is answered before they asked, and every pause lies within the wait, one after the other', () => {
    fc.assert(
      fc.property(scripts, (rows) => {
        for (const { openedAt, askedAt, settled, pauses } of fromTheBeginning(rows)) {
          const end = settled?.at ?? Number.MAX_VALUE;
          const instants = [openedAt, ...pauses.flatMap(({ from, to }) => [from, to ?? end]), end];
          expect(instants).toEqual([...instants].sort((a, b) => a - b));
          expect(askedAt).toBeGreaterThanOrEqual(openedAt);
          expect(askedAt).toBeLessThanOrEqual(end);
        }
      }),
      runs,
    );
  });

  test('a lane runs one deadline as long as anybody waits in it unpaused', () => {
    fc.assert(
      fc.property(scripts, (rows) => {
        const folded = fromTheBeginning(rows);
        const running = runningInLane(folded);
        const counting = folded.filter((one) => one.settled === null && one.pauses.every(({ to }) => to !== null));
        const lanes = folded.filter(({ id }) => running.has(id)).map(({ lane }) => lane);
        expect(new Set(lanes)).toEqual(new Set(counting.map(({ lane }) => lane)));
        expect(lanes).toHaveLength(new Set(lanes).size);
      }),
      runs,
    );
  });

  test('every conversation has a name and a message of its own, and no deleted message waits', () => {
    fc.assert(
      fc.property(scripts, (rows) => {
        const folded = fromTheBeginning(rows);
        expect(new Set(folded.map(({ id }) => id)).size).toBe(folded.length);
        const waiting = folded.filter(({ settled }) => settled === null).flatMap(({ messages }) => messages);
        expect(new Set(waiting).size).toBe(waiting.length);
        expect(rows.filter(({ ts, deletedAt }) => deletedAt !== null && waiting.includes(ts))).toEqual([]);
        expect(folded.filter(({ messages }) => messages.length === 0)).toEqual([]);
      }),
      runs,
    );
  });
});

describe('folding again from the horizon only', () => {
  test('ends, after every single happening heard in any order, where folding from the beginning ends', () => {
    fc.assert(
      fc.property(versions, (heard) => {
        const rows = new Map<string, MessageRow>();
        let stored: FoldedConversation[] = [];
        for (const row of heard) {
          const start = earliestDifference(rows.get(row.ts), row);
          rows.set(row.ts, row);
          stored = foldOnwards([...rows.values()], start, stored);
          expect(stored).toEqual(fromTheBeginning([...rows.values()]));
        }
      }),
      runs,
    );
  });

  test('reaches back through conversations that hang together, and no further', () => {
    const stored = [
      { openedAt: 10, settledAt: 20 },
      { openedAt: 30, settledAt: 50 },
      { openedAt: 45, settledAt: 70 },
      { openedAt: 60, settledAt: null },
    ];
    expect(foldHorizon(65, stored)).toBe(30);
    expect(foldHorizon(80, stored.slice(0, 3))).toBe(80);
    expect(foldHorizon(70, stored.slice(0, 3))).toBe(30);
    expect(foldHorizon(5, stored)).toBe(5);
    expect(foldHorizon(25, [])).toBe(25);
  });
});

/** What production does: rows changed since the horizon, conversations opened since the horizon replaced. */
function foldOnwards(rows: MessageRow[], start: number, stored: FoldedConversation[]): FoldedConversation[] {
  const spans = stored.map(({ openedAt, settled }) => ({ openedAt, settledAt: settled?.at ?? null }));
  const since = foldHorizon(start - terms.grouping, spans);
  const kept = stored.filter(({ openedAt }) => openedAt < since);
  const touched = rows.filter((row) => latestInstant(row) >= since);
  const earlier = { threadsWithWaits: threadsThatWaited(kept) };
  return [...kept, ...foldConversations(channelId, touched, terms, since, earlier)];
}

function latestInstant({ occurredAt, deletedAt, readings, marks }: MessageRow): number {
  return Math.max(occurredAt, deletedAt ?? 0, ...readings.map(({ at }) => at), ...marks.map(({ at }) => at));
}

function earliestDifference(before: MessageRow | undefined, after: MessageRow): number {
  const [told, tell] = [before === undefined ? [] : toldBy(before), toldBy(after)];
  const differing = [
    ...tell.filter(([, what]) => !told.some(([, known]) => known === what)),
    ...told.filter(([, what]) => !tell.some(([, known]) => known === what)),
  ];
  return Math.min(Number.MAX_SAFE_INTEGER, ...differing.map(([at]) => at));
}

function toldBy(row: MessageRow): [at: number, what: string][] {
  return happeningsOf([row], terms, 0).map(({ row: _row, ...one }) => [one.at, JSON.stringify(one)]);
}

test('the random rows are worth their name: every ending, opening, pause and second opening comes up in them', () => {
  const seen = new Set<string>();
  for (const rows of fc.sample(scripts, { numRuns: 400, seed: 7 })) {
    for (const one of fromTheBeginning(rows)) {
      seen
        .add(one.settled?.how ?? 'waits')
        .add(one.openedBy)
        .add(one.turn);
      if (one.pauses.length > 0) seen.add('paused');
      if (one.messages.length > 1) seen.add('joined');
      if (one.askedAt > one.openedAt) seen.add('clock moved');
      if (/:\d$/.test(one.id)) seen.add('opened twice');
      if (one.takenBy !== null) seen.add('taken');
    }
  }
  const endings = ['replied', 'marked-done', 'answered-elsewhere', 'not-a-request', 'deleted', 'edited-away', 'waits'];
  const others = [
    'message',
    'edit',
    'track',
    'first',
    'next',
    'paused',
    'joined',
    'clock moved',
    'opened twice',
    'taken',
  ];
  expect([...endings, ...others].filter((one) => !seen.has(one))).toEqual([]);
});
