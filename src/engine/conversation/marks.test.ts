import { describe, expect, test } from 'vitest';
import { ada, at, bea, fold, mark, robot, sam, story, ts } from '../../../test/support/conversation-story.ts';
import type { MessageRow } from '../conversation.ts';

function only(rows: MessageRow[]) {
  const folded = fold(rows);
  expect(folded).toHaveLength(1);
  return folded[0];
}

describe('marks that settle', () => {
  test.each([
    ['done', 'marked-done'],
    ['elsewhere', 'answered-elsewhere'],
    ['not-a-request', 'not-a-request'],
  ] as const)('%s by staff settles as %s, on any message of the group', (name, how) => {
    expect(story([ada('10:00'), ada('10:02', { marks: [mark(name, '10:20')] })])).toEqual([
      `10:00 10:02: ${how} 10:20 by sam`,
    ]);
  });

  test('taken back it was never made', () => {
    expect(story([ada('10:00', { marks: [mark('done', '10:20', { off: '10:21' })] })])).toEqual(['10:00: waits']);
  });

  test("a client's check mark closes nothing", () => {
    const marks = [mark('done', '10:20', { by: 'bea', side: 'client', reaction: true })];
    expect(story([ada('10:00', { marks })])).toEqual(['10:00: waits']);
  });

  test('a check mark on an answer or on chatter closes nothing', () => {
    const marks = [mark('done', '10:20')];
    const rows = [ada('10:00'), ada('10:02', { chatter: true, marks }), robot('10:05', { marks })];
    expect(story(rows)).toEqual(['10:00: waits']);
  });

  test('what came to rest first stays as it was', () => {
    expect(story([ada('10:00', { marks: [mark('not-a-request', '10:50')] }), sam('10:20')])).toEqual([
      '10:00: replied 10:20 by sam',
    ]);
  });

  test('a mark our clock dates before its message counts from the message on', () => {
    expect(story([ada('10:00', { marks: [mark('done', '09:59:58')] })])).toEqual(['10:00: marked-done 10:00 by sam']);
  });
});

describe('reactions', () => {
  test('eyes take and check marks close, and the agreement can switch each off without touching the buttons', () => {
    const marks = [mark('taken', '10:10', { reaction: true }), mark('done', '10:20', { reaction: true })];
    const reacted = [ada('10:00', { marks })];
    expect(fold(reacted)[0]).toMatchObject({ takenBy: 'sam', settled: { how: 'marked-done' } });
    expect(fold(reacted, { reactions: { taken: true, done: false } })[0]).toMatchObject({
      takenBy: 'sam',
      settled: null,
    });
    expect(fold(reacted, { reactions: { taken: false, done: true } })[0]).toMatchObject({ takenBy: null });
    const pressed = [ada('10:00', { marks: [mark('taken', '10:10'), mark('done', '10:20')] })];
    expect(fold(pressed, { reactions: { taken: false, done: false } })).toMatchObject([
      { takenBy: 'sam', settled: { how: 'marked-done' } },
    ]);
  });
});

describe('who has it', () => {
  test('the last to take it has it, and the one before again when that is undone', () => {
    const marks = (off?: string) => [
      mark('taken', '10:10'),
      mark('taken', '10:20', { by: 'sue', ...(off && { off }) }),
    ];
    expect(only([ada('10:00', { marks: marks() })])).toMatchObject({ takenBy: 'sue' });
    expect(only([ada('10:00', { marks: marks('10:21') })])).toMatchObject({ takenBy: 'sam' });
  });

  test('handing over names the next one and lets go of who had it', () => {
    const marks = [mark('taken', '10:10'), mark('handed', '10:20', { data: { to: 'sue' } })];
    expect(only([ada('10:00', { marks })])).toMatchObject({ takenBy: null, handedTo: 'sue' });
  });

  test('choices add up, and null gives one back to the agreement', () => {
    const marks = [
      mark('changed', '10:10', { data: { priority: 'urgent', owner: 'sue' } }),
      mark('changed', '10:20', { data: { owner: null, dueAt: at('12:00') } }),
      mark('remind', '10:30', { data: { until: at('11:00') } }),
    ];
    expect(only([ada('10:00', { marks })])?.chosen).toEqual({ priority: 'urgent', owner: null, dueAt: at('12:00') });
  });
});

describe('waiting on the client', () => {
  const paused = [mark('waiting-on-client', '10:20')];

  test('stops the clock until staff let it go on', () => {
    const marks = [...paused, mark('waiting-on-client', '10:25', { by: 'sue' }), mark('resumed', '10:50')];
    expect(only([ada('10:00', { marks })])?.pauses).toEqual([{ from: at('10:20'), to: at('10:50'), by: 'sam' }]);
  });

  test.each([
    ['a thanks at the top level', bea('10:40', { chatter: true })],
    ['a thanks in its thread', ada('10:40', { in: '10:00', chatter: true })],
    ['a question in its thread', bea('10:40', { in: '10:00' })],
    [
      'a thanks edited into a question in its thread',
      ada('10:10', { in: '10:00', chatter: true, edits: { '10:40': 'asks' } }),
    ],
  ])('%s starts the clock again at once', (_what, message) => {
    const conversation = fold([ada('10:00', { marks: paused }), message])[0];
    expect(conversation).toMatchObject({
      askedAt: at('10:00'),
      pauses: [{ from: at('10:20'), to: at('10:40'), by: 'sam' }],
    });
  });

  test.each([
    ["the client's message in another thread", bea('10:40', { in: '09:00', chatter: true })],
    ['a bot', robot('10:40', { in: '10:00' })],
    ['an answer that was deleted at once', sam('10:40', { in: '10:00', deleted: '10:41' })],
  ])('%s does not', (_what, message) => {
    expect(fold([ada('10:00', { marks: paused }), message])[0]?.pauses).toMatchObject([{ to: null }]);
  });

  test('a stopped clock is answered like a running one, and its pause ends there', () => {
    expect(only([ada('10:00', { marks: paused }), sam('10:40')])).toMatchObject({
      settled: { how: 'replied', at: at('10:40') },
      pauses: [{ from: at('10:20'), to: at('10:40'), by: 'sam' }],
    });
  });

  test('each pause is kept', () => {
    const marks = [...paused, mark('resumed', '10:30'), mark('waiting-on-client', '10:40', { by: 'sue' })];
    expect(only([ada('10:00', { marks })])?.pauses).toEqual([
      { from: at('10:20'), to: at('10:30'), by: 'sam' },
      { from: at('10:40'), to: null, by: 'sue' },
    ]);
  });
});

describe('track this', () => {
  const tracked = [mark('track', '10:20', { data: { priority: 'high', dueAt: at('12:00') } })];

  test.each([
    ['chatter', ada('10:00', { chatter: true, marks: tracked }), 'ada'],
    ['a promise of staff', sam('10:00', { marks: tracked }), 'sam'],
    ["a form's message", robot('10:00', { marks: tracked }), 'robot'],
  ])('%s waits from the press on, with what was chosen', (_what, row, asker) => {
    expect(story([row])).toEqual(['10:00 since 10:20 by track: waits']);
    expect(only([row])).toMatchObject({ asker, chosen: { priority: 'high', owner: null, dueAt: at('12:00') } });
  });

  test('in a thread it waits in that thread, and an answer there settles it', () => {
    const rows = [sam('09:00'), ada('10:00', { in: '09:00', chatter: true, marks: tracked })];
    expect(story([...rows, sam('10:30', { in: '09:00' })])).toEqual([
      '10:00 in 09:00 first since 10:20 by track: replied 10:30 by sam',
    ]);
  });

  test('what waits already keeps its clock and takes what was chosen', () => {
    const rows = [ada('10:00', { marks: tracked })];
    expect(story(rows)).toEqual(['10:00: waits']);
    expect(only(rows)?.chosen).toMatchObject({ priority: 'high' });
  });

  test('after the answer it opens a second conversation with a name of its own', () => {
    const rows = [ada('10:00', { marks: tracked }), sam('10:10')];
    expect(story(rows)).toEqual(['10:00: replied 10:10 by sam', '10:00 since 10:20 by track: waits']);
    expect(fold(rows)[1]?.id).toBe(`channel:${ts('10:00')}:2`);
  });

  test('an edit into chatter does not overrule it, a deletion does', () => {
    const edits = { '10:15': 'asks', '10:30': 'chats' } as const;
    expect(story([ada('10:00', { chatter: true, edits, marks: tracked })])).toEqual([
      '10:00 since 10:15 by edit: waits',
    ]);
    expect(story([ada('10:00', { chatter: true, deleted: '10:30', marks: tracked })])).toEqual([
      '10:00 since 10:20 by track: deleted 10:30',
    ]);
  });

  test('it holds for its own message only: the rest of the group may still be edited away', () => {
    const rows = [ada('10:00', { edits: { '10:30': 'chats' } }), ada('10:02', { marks: tracked })];
    expect(story(rows)).toEqual(['10:02: waits']);
  });

  test('undone it never waited', () => {
    expect(story([ada('10:00', { chatter: true, marks: [mark('track', '10:20', { off: '10:25' })] })])).toEqual([]);
  });

  test('a client cannot', () => {
    const marks = [mark('track', '10:20', { by: 'bea', side: 'client' })];
    expect(story([ada('10:00', { chatter: true, marks })])).toEqual([]);
  });
});
