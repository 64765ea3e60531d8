import { describe, expect, test } from 'vitest';
import { ada, bea, fold, mark, robot, sam, says, story, stranger, ts } from '../../test/support/conversation-story.ts';
import { runningInLane } from './conversation.ts';

/** Titles are the promise; numbers in brackets are the hours of the story. */
type Row = [promise: string, rows: Parameters<typeof story>[0], lines: string[]];

function tell(stories: Row[]): void {
  test.each(stories)('%s', (_promise, rows, lines) => {
    expect(story(rows)).toEqual(lines);
    expect(story([...rows, ...rows].reverse())).toEqual(lines);
  });
}

describe('a client asks', () => {
  tell([
    ['a question waits until staff answer it', [ada('10:00')], ['10:00: waits']],
    ['chatter alone makes nobody wait', [ada('10:00', { chatter: true })], []],
    ['somebody whose side is unknown is heard as a client', [stranger('10:00')], ['10:00: waits']],
    ['staff and bots who ask start no clock', [sam('10:00'), robot('10:01')], []],
    ['a message that was never heard starts no clock', [says('', 'unknown')('10:00', { chatter: true })], []],
    [
      'messages at 10:00, 10:20 and 10:50 are three waits, and chasing moves none of them',
      [ada('10:00'), ada('10:20'), ada('10:50')],
      ['10:00: waits', '10:20: waits', '10:50: waits'],
    ],
    [
      'one top-level reply at 11:05 settles all three',
      [ada('10:00'), ada('10:20'), ada('10:50'), sam('11:05')],
      ['10:00: replied 11:05 by sam', '10:20: replied 11:05 by sam', '10:50: replied 11:05 by sam'],
    ],
  ]);

  test('the oldest wait of a lane runs, and the next one takes over when only the oldest is answered in its thread', () => {
    const rows = [ada('10:00'), ada('10:20'), ada('10:50')];
    expect(runningInLane(fold(rows))).toEqual(new Set([`channel:${ts('10:00')}`]));
    const answered = fold([...rows, sam('11:05', { in: '10:00' })]);
    expect(runningInLane(answered)).toEqual(new Set([`channel:${ts('10:20')}`]));
  });

  test('a paused wait does not run; the one behind it does', () => {
    const rows = [ada('10:00'), ada('10:20', { marks: [mark('waiting-on-client', '11:00')] }), ada('10:50')];
    const answered = sam('11:05', { in: '10:00' });
    expect(runningInLane(fold([...rows, answered]))).toEqual(new Set([`channel:${ts('10:50')}`]));
  });

  test('every lane has a running wait of its own', () => {
    const rows = [ada('10:00'), sam('10:05'), ada('10:10', { in: '10:00' }), bea('10:20')];
    expect(runningInLane(fold(rows))).toEqual(new Set([`channel:${ts('10:10')}`, `channel:${ts('10:20')}`]));
  });
});

describe('grouping', () => {
  tell([
    [
      'messages of one person within five minutes of each other are one wait from the first on',
      [ada('10:00'), ada('10:05'), ada('10:09')],
      ['10:00 10:05 10:09: waits'],
    ],
    [
      'five minutes and a second later it is a wait of its own',
      [ada('10:00'), ada('10:05:01')],
      ['10:00: waits', '10:05:01: waits'],
    ],
    [
      'a thanks in between keeps the group together and closes nothing',
      [ada('10:00'), ada('10:04', { chatter: true }), ada('10:08')],
      ['10:00 10:08: waits'],
    ],
    [
      'a greeting before the question starts no clock',
      [ada('10:00', { chatter: true }), ada('10:01')],
      ['10:01: waits'],
    ],
    [
      'a colleague in between parts the group',
      [ada('10:00'), bea('10:01', { chatter: true }), ada('10:02')],
      ['10:00: waits', '10:02: waits'],
    ],
    ['a bot in between does not', [ada('10:00'), robot('10:01'), ada('10:02')], ['10:00 10:02: waits']],
    [
      'an answered group takes no more messages',
      [ada('10:00'), sam('10:01', { in: '10:00' }), ada('10:02'), ada('10:03')],
      ['10:00: replied 10:01 by sam', '10:02 10:03: waits'],
    ],
    [
      'a group answered at the top level takes no more messages',
      [ada('10:00'), sam('10:01'), ada('10:02')],
      ['10:00: replied 10:01 by sam', '10:02: waits'],
    ],
    [
      'a message of which only a reaction or deletion was heard parts no group',
      [ada('10:00'), says('', 'unknown')('10:01', { chatter: true }), ada('10:02')],
      ['10:00 10:02: waits'],
    ],
    [
      'a reply of staff that was deleted at once parts no group',
      [ada('10:00'), sam('10:01', { deleted: '10:02' }), ada('10:03')],
      ['10:00 10:03: waits'],
    ],
    [
      'what a person writes in a thread does not part their top-level group',
      [ada('10:00'), ada('10:01', { in: '09:00' }), bea('10:02', { in: '09:00' }), ada('10:03')],
      ['10:00 10:03: waits', '10:01 10:02 in 09:00 first: waits'],
    ],
  ]);
});

describe('threads', () => {
  tell([
    [
      'in the thread of what still waits the client adds to it and never moves its clock',
      [ada('10:00'), ada('10:20', { in: '10:00' }), bea('10:50', { in: '10:00' })],
      ['10:00 10:20 10:50: waits'],
    ],
    [
      'the thread of any message of a group belongs to the group',
      [ada('10:00'), ada('10:02'), bea('10:30', { in: '10:02' })],
      ['10:00 10:02 10:30: waits'],
    ],
    [
      'a reply in the thread of any message of a group answers the group',
      [ada('10:00'), ada('10:02'), sam('10:30', { in: '10:02' })],
      ['10:00 10:02: replied 10:30 by sam'],
    ],
    [
      'a reply in the thread of the greeting before the question answers it, for it is one group',
      [ada('10:00', { chatter: true }), ada('10:01'), sam('10:30', { in: '10:00' })],
      ['10:01: replied 10:30 by sam'],
    ],
    [
      'so does one in the thread of the thanks after it',
      [ada('10:00'), ada('10:01', { chatter: true }), sam('10:30', { in: '10:01' })],
      ['10:00: replied 10:30 by sam'],
    ],
    [
      'so does one in the thread whose first message was deleted, while what was added there still waits',
      [ada('10:00', { deleted: '10:30' }), bea('10:20', { in: '10:00' }), sam('10:50', { in: '10:00' })],
      ['10:20: replied 10:50 by sam'],
    ],
    [
      'a greeting longer ago than the grouping time is another matter',
      [ada('10:00', { chatter: true }), ada('10:06'), sam('10:30', { in: '10:00' })],
      ['10:06: waits'],
    ],
    [
      'after the answer a new question in the thread is a wait of its own, by the window for next replies',
      [ada('10:00'), sam('10:20', { in: '10:00' }), ada('10:50', { in: '10:00' }), bea('10:51', { in: '10:00' })],
      ['10:00: replied 10:20 by sam', '10:50 10:51 in 10:00 next: waits'],
    ],
    [
      "under a message that never waited a thread's first question has the window for first replies, its second the other",
      [sam('09:00'), ada('10:00', { in: '09:00' }), sam('10:20', { in: '09:00' }), ada('10:50', { in: '09:00' })],
      ['10:00 in 09:00 first: replied 10:20 by sam', '10:50 in 09:00 next: waits'],
    ],
    [
      'a reply in a thread answers that thread and nothing else',
      [ada('10:00'), ada('10:20'), sam('09:00'), bea('10:30', { in: '09:00' }), sam('10:50', { in: '09:00' })],
      ['10:00: waits', '10:20: waits', '10:30 in 09:00 first: replied 10:50 by sam'],
    ],
    [
      'a top-level reply answers no thread',
      [sam('09:00'), ada('10:00', { in: '09:00' }), sam('10:20')],
      ['10:00 in 09:00 first: waits'],
    ],
    [
      'a message that names itself as its root stands at the top level',
      [ada('10:00', { in: '10:00' }), sam('10:20')],
      ['10:00: replied 10:20 by sam'],
    ],
  ]);
});

describe('who closes', () => {
  tell([
    ["the client's colleague closes nothing", [ada('10:00'), bea('10:20', { chatter: true })], ['10:00: waits']],
    ['a bot closes nothing', [ada('10:00'), robot('10:20'), robot('10:21', { in: '10:00' })], ['10:00: waits']],
    ['a thanks closes no unanswered question', [ada('10:00'), ada('10:20', { chatter: true })], ['10:00: waits']],
    [
      'a reply does not answer what is asked after it',
      [ada('10:00'), sam('10:20'), ada('10:50')],
      ['10:00: replied 10:20 by sam', '10:50: waits'],
    ],
    [
      'a reply deleted within fifteen minutes never was: the wait goes on from when it began',
      [ada('10:00'), sam('10:20', { deleted: '10:35' })],
      ['10:00: waits'],
    ],
    [
      'a reply deleted later still counts',
      [ada('10:00'), sam('10:20', { deleted: '10:35:01' })],
      ['10:00: replied 10:20 by sam'],
    ],
    [
      'what staff wrote next closes a wait whose first answer was deleted',
      [ada('10:00'), sam('10:20', { deleted: '10:21' }), sam('10:22')],
      ['10:00: replied 10:22 by sam'],
    ],
  ]);
});

describe('edits and deletions', () => {
  tell([
    [
      'a thanks edited into a question waits from the edit on',
      [ada('10:00', { chatter: true, edits: { '10:20': 'asks' } })],
      ['10:00 since 10:20 by edit: waits'],
    ],
    [
      'a reply from before the edit does not answer it',
      [ada('10:00', { chatter: true, edits: { '10:20': 'asks' } }), sam('10:10'), sam('10:50')],
      ['10:00 since 10:20 by edit: replied 10:50 by sam'],
    ],
    [
      'in the thread of what waits it joins that, and no clock moves',
      [ada('10:00'), ada('10:10', { in: '10:00', chatter: true, edits: { '10:20': 'asks' } })],
      ['10:00 10:10: waits'],
    ],
    ['rewording a question changes nothing', [ada('10:00', { edits: { '10:20': 'asks' } })], ['10:00: waits']],
    [
      'the only question edited into chatter waits no more',
      [ada('10:00', { edits: { '10:20': 'chats' } })],
      ['10:00: edited-away 10:20 by ada'],
    ],
    [
      'of two questions one edited into chatter leaves the other waiting',
      [ada('10:00'), ada('10:02', { edits: { '10:20': 'chats' } })],
      ['10:00: waits'],
    ],
    [
      'when the first of a group is deleted the clock counts from the oldest left',
      [ada('10:00', { deleted: '10:20' }), ada('10:02'), ada('10:04')],
      ['10:02 10:04: waits'],
    ],
    [
      'when that one was made a question by an edit, the clock of the next is its own again',
      [ada('10:00', { chatter: true, edits: { '10:20': 'asks' }, deleted: '10:40' }), bea('10:30', { in: '10:00' })],
      ['10:30: waits'],
    ],
    ['the only message deleted is called off', [ada('10:00', { deleted: '10:20' })], ['10:00: deleted 10:20']],
    [
      'the last of a group to go calls it off',
      [ada('10:00', { deleted: '10:20' }), ada('10:02', { deleted: '10:30' })],
      ['10:02: deleted 10:30'],
    ],
    [
      'after the answer neither deleting nor rewording undoes it',
      [ada('10:00', { deleted: '11:00' }), ada('10:02', { edits: { '10:50': 'chats' } }), sam('10:20')],
      ['10:00 10:02: replied 10:20 by sam'],
    ],
    [
      'an edit of what was deleted changes nothing',
      [ada('10:00', { chatter: true, deleted: '10:10', edits: { '10:20': 'asks' } })],
      [],
    ],
  ]);

  test('a deleted opener leaves the conversation its name', () => {
    const [only] = fold([ada('10:00', { deleted: '10:20' }), ada('10:02')]);
    expect(only).toMatchObject({ id: `channel:${ts('10:00')}`, messages: [ts('10:02')] });
  });

  test('a message that asks again after its answer opens a second conversation with a name of its own', () => {
    const rows = [
      ada('10:00', {
        edits: { '10:05': 'asks', '10:30': 'chats', '10:40': 'asks', '10:50': 'chats', '10:55': 'asks' },
      }),
      sam('10:20'),
    ];
    expect(story(rows)).toEqual([
      '10:00: replied 10:20 by sam',
      '10:00 since 10:40 by edit: edited-away 10:50 by ada',
      '10:00 since 10:55 by edit: waits',
    ]);
    const id = `channel:${ts('10:00')}`;
    expect(fold(rows).map((one) => one.id)).toEqual([id, `${id}:2`, `${id}:3`]);
  });
});
