import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Conversation, foldConversations, type MarkRow, type MessageRow } from '../../../engine/conversation.ts';
import { agreementOf, at, event, Scene } from './scene.ts';

const start = at('mon 10:00');
const end = at('mon 16:00');
const minute = 60_000;
const terms = { grouping: 5 * minute, staffDeletionGrace: 15 * minute, reactions: { taken: true, done: true } };
const marks = [
  'taken',
  'elsewhere',
  'not-a-request',
  'waiting-on-client',
  'resumed',
  'handed',
  'changed',
  'track',
] as const;

type Written = {
  minutes: number;
  side: 'client' | 'staff';
  asks: boolean;
  inThread: boolean;
  gone: boolean;
  mark: MarkRow['name'] | null;
};

const messages = fc.uniqueArray(
  fc.record<Written>({
    minutes: fc.integer({ min: 0, max: 240 }),
    side: fc.constantFrom('client', 'client', 'staff'),
    asks: fc.boolean(),
    inThread: fc.boolean(),
    gone: fc.integer({ min: 0, max: 9 }).map((one) => one === 0),
    mark: fc.option(fc.constantFrom(...marks), { freq: 3 }),
  }),
  { selector: ({ minutes }) => minutes, minLength: 1, maxLength: 7 },
);

/** Every message is heard in up to three pieces: itself, its mark, its deletion. */
type Piece = { of: number; what: 'posted' | 'marked' | 'deleted' };

const tsOf = (minutes: number) => `${(start + minutes * minute) / 1000}.000100`;

function rowOf(one: Written, root: string, heard: (what: Piece['what']) => boolean): MessageRow | null {
  if (!heard('posted')) return null;
  const occurredAt = start + one.minutes * minute;
  const ts = tsOf(one.minutes);
  const author = one.side === 'client' ? 'U0ANNA' : 'U0MIRA';
  const mark: Omit<MarkRow, 'name'> = {
    id: `press-${ts}`,
    by: 'U0MIRA',
    side: 'staff',
    at: occurredAt + 7 * minute,
    offAt: null,
    data: { to: 'U0ELIF', priority: 'urgent' },
  };
  return {
    ts,
    threadTs: one.inThread && ts !== root ? root : null,
    author,
    side: one.side,
    occurredAt,
    // Clients' deletions have tests of their own: a settled question that lost its opening message and is then joined to
    // an older one keeps a settled record beside it.
    deletedAt: one.gone && one.side === 'staff' && heard('deleted') ? occurredAt + 30 * minute : null,
    readings: [{ at: occurredAt, needsReply: one.asks, reason: 'question', assumed: false }],
    marks: one.mark !== null && heard('marked') ? [{ ...mark, name: one.mark }] : [],
  };
}

/** Hears the pieces in this order, folding and judging after each; gives what is recorded in the end. */
function recordedAfter(written: readonly Written[], order: readonly Piece[]) {
  const scene = new Scene(
    agreementOf({ priorities: { normal: { first: '1h', next: '2h' }, urgent: { first: '30m' } } }),
  );
  const root = tsOf(Math.min(...written.map(({ minutes }) => minutes)));
  const heard = new Set<string>();
  for (const piece of order) {
    heard.add(`${piece.of} ${piece.what}`);
    const rows = written.flatMap((one, index) => rowOf(one, root, (what) => heard.has(`${index} ${what}`)) ?? []);
    const folded = foldConversations('nova-channel', rows, terms, 0, { threadsWithWaits: new Set() });
    scene.walk(
      event('MessagePosted'),
      end,
      folded.map(({ openedAt: _, ...one }): Conversation => one),
    );
  }
  const rows = scene.rows.filter(({ state }) => state !== 'cancelled');
  return rows
    .map(({ subject, dueAt, ringAt, state, settledAt }) => ({ subject, dueAt, ringAt, state, settledAt }))
    .sort((a, b) => (a.subject < b.subject ? -1 : 1));
}

test('whatever is said and marked, in whatever order and however often it is heard, the records end the same', () => {
  const stories = messages.chain((written) => {
    const pieces = written.flatMap((_, of) =>
      (['posted', 'marked', 'deleted'] as const).map((what): Piece => ({ of, what })),
    );
    const shuffled = fc.shuffledSubarray(pieces, { minLength: pieces.length });
    const again = fc.array(fc.constantFrom(...pieces), { maxLength: 5 });
    return fc.record({ written: fc.constant(written), pieces: fc.constant(pieces), shuffled, again });
  });
  fc.assert(
    fc.property(stories, ({ written, pieces, shuffled, again }) => {
      expect(recordedAfter(written, [...shuffled, ...again])).toEqual(recordedAfter(written, pieces));
    }),
    { numRuns: 80 },
  );
});

test('of every lane at most one record rings, and none that is settled', () => {
  fc.assert(
    fc.property(messages, (written) => {
      const pieces = written.flatMap((_, of) =>
        (['posted', 'marked', 'deleted'] as const).map((what): Piece => ({ of, what })),
      );
      const records = recordedAfter(written, pieces);
      const ringing = records.filter(({ ringAt }) => ringAt !== null);
      expect(ringing.every(({ state }) => state === 'pending')).toBe(true);
      expect(ringing.length).toBeLessThanOrEqual(2);
    }),
    { numRuns: 50 },
  );
});
