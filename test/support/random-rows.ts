/** Random rows of one channel, small enough that everything meets everything: few people, few minutes, many ties. */
import fc from 'fast-check';
import type { MarkRow, MessageRow } from '../../src/engine/conversation.ts';
import type { MarkName } from '../../src/engine/effect.ts';
import type { Side } from '../../src/engine/event.ts';
import { at } from './conversation-story.ts';

const minute = 60_000;
const start = at('10:00');
const mostMessages = 14;

const people: Record<string, Side> = {
  ada: 'client',
  bea: 'client',
  guest: 'unknown',
  sam: 'staff',
  sue: 'staff',
  robot: 'neither',
};

const markNames: MarkName[] = [
  'taken',
  'done',
  'elsewhere',
  'not-a-request',
  'track',
  'waiting-on-client',
  'resumed',
  'handed',
  'changed',
];

const minutes = fc.nat({ max: 40 });

const marks = fc.array(
  fc.record({
    name: fc.constantFrom(...markNames),
    by: fc.constantFrom('sam', 'sue', 'ada'),
    after: fc.integer({ min: -1, max: 30 }),
    isOff: fc.boolean(),
    isReaction: fc.boolean(),
  }),
  { maxLength: 3 },
);

const message = fc.record({
  minute: minutes,
  author: fc.constantFrom('ada', 'ada', 'bea', 'guest', 'sam', 'sue', 'robot'),
  needsReply: fc.boolean(),
  /** The root, by its place in the script; itself or null is the top level. */
  root: fc.option(fc.nat({ max: mostMessages - 1 })),
  edits: fc.array(fc.record({ after: fc.nat({ max: 20 }), needsReply: fc.boolean() }), { maxLength: 3 }),
  deletedAfter: fc.option(fc.nat({ max: 30 }), { freq: 3 }),
  marks,
});

type Told = typeof message extends fc.Arbitrary<infer Value> ? Value : never;

/** How much of a message has been heard. */
type Heard = { edits: number; marks: number; deletion: boolean; undoing: boolean };

const everything: Heard = { edits: 9, marks: 9, deletion: true, undoing: true };

function rowOf(script: readonly Told[], place: number, heard: Heard = everything): MessageRow[] {
  const told = script[place];
  if (told === undefined) return [];
  const { minute: posted, author, needsReply, root } = told;
  const occurredAt = start + posted * minute;
  const edits = told.edits.slice(0, heard.edits).map((edit) => ({ ...edit, at: occurredAt + edit.after * minute }));
  const readings = [{ at: occurredAt, needsReply }, ...edits].map((one) => ({
    at: one.at,
    needsReply: one.needsReply,
    reason: 'random',
    assumed: false,
  }));
  return [
    {
      ts: tsOf(script, place),
      threadTs: root === null || script[root] === undefined ? null : tsOf(script, root),
      author,
      side: people[author] ?? 'unknown',
      occurredAt,
      deletedAt: heard.deletion && told.deletedAfter !== null ? occurredAt + told.deletedAfter * minute : null,
      readings,
      marks: told.marks.slice(0, heard.marks).map((mark, index) => markOf(mark, index, occurredAt, heard)),
    },
  ];
}

function markOf(told: Told['marks'][number], index: number, occurredAt: number, heard: Heard): MarkRow {
  const { name, by, after, isOff, isReaction } = told;
  const madeAt = occurredAt + after * minute;
  return {
    id: `${isReaction ? 'reaction:' : ''}${name}:${by}:${index}`,
    name,
    by,
    side: people[by] ?? 'unknown',
    at: madeAt,
    offAt: isOff && heard.undoing ? madeAt + minute : null,
    data: name === 'handed' ? { to: 'sue' } : { priority: `chosen ${index}` },
  };
}

function tsOf(script: readonly Told[], place: number): string {
  const posted = script[place]?.minute ?? 0;
  return `${start / 1000 + posted * 60}.${String(place).padStart(6, '0')}`;
}

const tellings = fc.array(message, { minLength: 1, maxLength: mostMessages, size: 'max' });

/** All rows of a channel. */
export const scripts = tellings.map((script) => script.flatMap((_, place) => rowOf(script, place)));

/** The same rows as they come to be known: one version after the other, of any row, more or less complete. */
export const versions = fc
  .record({
    script: tellings,
    hearings: fc.array(
      fc.record({
        place: fc.nat({ max: mostMessages - 1 }),
        heard: fc.record({
          edits: fc.nat({ max: 3 }),
          marks: fc.nat({ max: 3 }),
          deletion: fc.boolean(),
          undoing: fc.boolean(),
        }),
      }),
      { minLength: 1, maxLength: 30, size: 'max' },
    ),
  })
  .map(({ script, hearings }) => hearings.flatMap(({ place, heard }) => rowOf(script, place % script.length, heard)));
