import { describe, expect, test } from 'vitest';
import type { Conversation } from '../../../engine/conversation.ts';
import { agreementOf, asked, at, event, repliedAt, Scene } from './scene.ts';

const posted = event('MessagePosted');

describe('one question', () => {
  test('asked Friday 16:50 with two business hours: warned Monday 09:20, answered 09:41, met and nothing more is said', () => {
    const question = asked(at('fri 16:50'));
    const scene = new Scene().walk(posted, at('fri 16:50'), [question]);
    expect(scene.row(question)).toEqual({ dueAt: 'next mon 09:50', ringAt: 'next mon 09:20', state: 'pending' });
    scene.ringUntil(at('next mon 09:40'));
    expect(scene.told()).toEqual(['next mon 09:20 warning U0MIRA']);
    scene.walk(posted, at('next mon 09:41'), [{ ...question, ...repliedAt(at('next mon 09:41')) }]);
    expect(scene.row(question)).toEqual({ dueAt: 'next mon 09:50', ringAt: null, state: 'met' });
    expect(scene.reasons()).toEqual(['met']);
    expect(scene.ringUntil(at('next fri 18:00')).told()).toHaveLength(1);
  });

  test('unanswered: owner and manager hear of the breach at the due time, then the repeats agreed, and no more than those', () => {
    const question = asked(at('mon 10:00'));
    const scene = new Scene(agreementOf({ afterBreach: { repeatEvery: '1h', times: 2, to: ['owner', 'managers'] } }));
    scene.walk(posted, at('mon 10:00'), [question]).ringUntil(at('next fri 18:00'));
    expect(scene.told()).toEqual([
      'mon 11:30 warning U0MIRA',
      'mon 12:00 breach U0MIRA',
      'mon 12:00 breach U0RUTH',
      'mon 13:00 repeat U0MIRA',
      'mon 13:00 repeat U0RUTH',
      'mon 14:00 repeat U0MIRA',
      'mon 14:00 repeat U0RUTH',
    ]);
    expect(scene.row(question)).toEqual({ dueAt: 'mon 12:00', ringAt: null, state: 'pending' });
  });

  test('a deadline exactly at closing is due then, and its repeats wait for the opening', () => {
    const question = asked(at('fri 16:00'));
    const scene = new Scene().walk(posted, at('fri 16:00'), [question]).ringUntil(at('fri 18:00'));
    expect(scene.told()).toContain('fri 18:00 breach U0MIRA');
    expect(scene.row(question).ringAt).toBe('next mon 10:00');
  });

  test('a repeat that falls exactly on closing waits for the opening', () => {
    const question = asked(at('fri 15:00'));
    const scene = new Scene().walk(posted, at('fri 15:00'), [question]).ringUntil(at('fri 17:00'));
    expect(scene.row(question).ringAt).toBe('next mon 09:00');
  });

  test('around the clock neither warning nor repeat waits for the morning', () => {
    const question = asked(at('sat 23:00'));
    const scene = new Scene(agreementOf({ hours: 'roundTheClock' })).walk(posted, at('sat 23:00'), [question]);
    scene.ringUntil(at('sun 02:00'));
    expect(scene.told().map((line) => line.split(' U')[0])).toContain('sun 02:00 repeat');
  });

  test('asked out of hours it keeps the time agreed for that, by night too, moved by pauses by the clock', () => {
    const outOfHours = { normal: { first: '2h' } };
    const scene = new Scene(agreementOf({ outOfHours, afterBreach: { repeatEvery: '1h', times: 1, to: ['owner'] } }));
    const question = asked(at('fri 20:00'));
    scene.walk(posted, at('fri 20:00'), [question]).ringUntil(at('sat 12:00'));
    expect(scene.told()).toEqual([
      'fri 21:30 warning U0MIRA',
      'fri 22:00 breach U0MIRA',
      'fri 22:00 breach U0RUTH',
      'fri 23:00 repeat U0MIRA',
    ]);
    const paused = { ...question, pauses: [{ from: at('fri 20:30'), to: at('fri 21:00'), by: 'U0MIRA' }] };
    expect(new Scene(scene.agreement).walk(posted, at('fri 21:00'), [paused]).row(paused).dueAt).toBe('fri 22:30');
    const early = asked(at('mon 08:30'));
    // Counted from the opening it would be due at eleven.
    expect(new Scene(scene.agreement).walk(posted, at('mon 08:30'), [early]).row(early).dueAt).toBe('mon 10:30');
    const open = asked(at('fri 17:50'));
    expect(new Scene(scene.agreement).walk(posted, at('fri 17:50'), [open]).row(open).dueAt).toBe('next mon 10:50');
  });

  test('a due time that staff chose for the night is told at the opening', () => {
    const question = asked(at('mon 15:00'), { chosen: { priority: null, owner: null, dueAt: at('mon 20:00') } });
    const scene = new Scene().walk(posted, at('mon 15:00'), [question]).ringUntil(at('tue 09:00'));
    expect(scene.told()).toContain('tue 09:00 breach U0RUTH');
    expect(scene.row(question).dueAt).toBe('mon 20:00');
  });

  test('where nobody manages, the backup hears of the breach with the owner', () => {
    const people = { owner: 'U0MIRA', backup: 'U0JONAS', client: ['U0ANNA'] };
    const scene = new Scene(agreementOf({}, { people }));
    scene.agency = null;
    scene.walk(posted, at('mon 10:00'), [asked(at('mon 10:00'))]).ringUntil(at('mon 12:00'));
    expect(scene.told().slice(1)).toEqual(['mon 12:00 breach U0MIRA', 'mon 12:00 breach U0JONAS']);
  });

  test('a breach is told only after its lane was heard; warnings and repeats need not wait', () => {
    const scene = new Scene().walk(posted, at('mon 10:00'), [asked(at('mon 10:00'))]).ringUntil(at('mon 13:00'));
    const heard = scene.says.map(({ data, hearFirst }) => [data.step, hearFirst?.lane ?? null]);
    expect(heard.slice(0, 3)).toEqual([
      ['warning', null],
      ['breach', 'top'],
      ['breach', 'top'],
    ]);
    expect(heard.slice(3).every(([step, lane]) => step === 'repeat' && lane === null)).toBe(true);
  });

  test('nothing is ever said to the client or in a channel', () => {
    const scene = new Scene().walk(posted, at('mon 10:00'), [asked(at('mon 10:00'))]).ringUntil(at('next fri 18:00'));
    expect(
      scene.says.every(
        ({ to, audience, permission }) => to.kind === 'person' && audience !== 'client' && permission === null,
      ),
    ).toBe(true);
  });

  test('every notice is wanted only while somebody waits', () => {
    const question = asked(at('mon 10:00'));
    const scene = new Scene().walk(posted, at('mon 10:00'), [question]).ringUntil(at('next fri 18:00'));
    expect(new Set(scene.says.map(({ wantedWhile }) => wantedWhile))).toEqual(new Set([question.id]));
  });
});

describe('oldest wait, once', () => {
  const first = asked(at('mon 10:00'));
  const second = asked(at('mon 10:20'));
  const third = asked(at('mon 10:50'));
  const hour = agreementOf({ priorities: { normal: { first: '1h' } } });

  test('a client who chases at 10:20 and 10:50 has one deadline at 11:00, one warning and one breach', () => {
    const scene = new Scene(hour).walk(posted, first.askedAt, [first]);
    scene.walk(posted, second.askedAt, [first, second]).walk(posted, third.askedAt, [first, second, third]);
    expect([first, second, third].map((one) => scene.row(one).ringAt)).toEqual(['mon 10:45', null, null]);
    scene.ringUntil(at('mon 11:00'));
    expect(scene.told()).toEqual(['mon 10:45 warning U0MIRA', 'mon 11:00 breach U0MIRA', 'mon 11:00 breach U0RUTH']);
  });

  test('a reply to all at 11:05 settles the oldest late by 5 min and keeps the due times of the younger', () => {
    const scene = new Scene(hour).walk(posted, third.askedAt, [first, second, third]).ringUntil(at('mon 11:00'));
    const reply = repliedAt(at('mon 11:05'));
    scene.walk(
      posted,
      at('mon 11:05'),
      [first, second, third].map((one) => ({ ...one, ...reply })),
    );
    expect([first, second, third].map((one) => scene.row(one))).toEqual([
      { dueAt: 'mon 11:00', ringAt: null, state: 'breached' },
      { dueAt: 'mon 11:20', ringAt: null, state: 'met' },
      { dueAt: 'mon 11:50', ringAt: null, state: 'met' },
    ]);
    expect(scene.rulings[0]?.reason).toMatchObject({ name: 'breached', data: { lateBy: 5 * 60_000 } });
  });

  test('when only the oldest is answered in its thread, the next one rings at its own time', () => {
    const scene = new Scene(hour).walk(posted, second.askedAt, [first, second]);
    scene.walk(posted, at('mon 10:30'), [{ ...first, ...repliedAt(at('mon 10:30')) }, second]);
    expect(scene.row(second)).toEqual({ dueAt: 'mon 11:20', ringAt: 'mon 11:05', state: 'pending' });
    expect(scene.reasons()).toEqual(['met', 'now-oldest']);
  });

  test('one that is already overdue when it becomes the oldest rings at once', () => {
    const scene = new Scene(hour).walk(posted, second.askedAt, [first, second]).ringUntil(at('mon 11:00'));
    scene
      .walk(posted, at('mon 12:00'), [{ ...first, ...repliedAt(at('mon 12:00')) }, second])
      .ring('D2', at('mon 12:00'));
    expect(scene.told().slice(-2)).toEqual(['mon 12:00 breach U0MIRA', 'mon 12:00 breach U0RUTH']);
  });

  test('threads are lanes of their own', () => {
    const inThread = asked(at('mon 10:20'), { lane: '1772434800.000100' });
    const scene = new Scene(hour).walk(posted, inThread.askedAt, [first, inThread]);
    expect(scene.row(inThread).ringAt).toBe('mon 11:05');
  });
});

describe('late but answered', () => {
  const question = asked(at('mon 10:00'));

  test('due while the process was down and answered 3 min late: recorded breached, no live alarm after the fact', () => {
    const scene = new Scene().walk(posted, question.askedAt, [question]).ringUntil(at('mon 11:30'));
    scene.walk(posted, at('mon 12:06'), [{ ...question, ...repliedAt(at('mon 12:03')) }]);
    expect(scene.row(question)).toEqual({ dueAt: 'mon 12:00', ringAt: null, state: 'breached' });
    expect(scene.told()).toEqual(['mon 11:30 warning U0MIRA']);
    expect(scene.effects).toContainEqual({ kind: 'cancel-unsent', subject: question.id });
  });

  test('a question heard only after its reply is recorded at once', () => {
    const scene = new Scene().walk(posted, at('mon 13:00'), [{ ...question, ...repliedAt(at('mon 12:03')) }]);
    expect(scene.row(question).state).toBe('breached');
    expect(scene.told()).toEqual([]);
  });

  test('warning and breach both missed: only the breach is told, and it says how late', () => {
    const scene = new Scene().walk(posted, question.askedAt, [question]).ring('D1', at('mon 12:06'));
    expect(scene.told()).toEqual(['mon 12:06 breach U0MIRA', 'mon 12:06 breach U0RUTH']);
    expect(scene.rulings[0]?.reason.data.lateBy).toBe(6 * 60_000);
  });

  test('a reply from before the due time that is heard after the breach was told makes it met, and the notices say so', () => {
    const scene = new Scene().walk(posted, question.askedAt, [question]).ringUntil(at('mon 12:00'));
    scene.walk(posted, at('mon 12:01'), [{ ...question, ...repliedAt(at('mon 11:59:59')) }]);
    expect(scene.reasons()).toEqual(['met-after-all']);
    expect(scene.row(question).state).toBe('met');
    const redrawn = scene.effects.filter(({ kind }) => kind === 'refresh');
    expect(redrawn).toHaveLength(3);
  });

  test('answered in the very instant it is due is met', () => {
    const scene = new Scene().walk(posted, question.askedAt, [question]);
    scene.walk(posted, at('mon 12:00'), [{ ...question, ...repliedAt(at('mon 12:00')) }]);
    expect(scene.row(question).state).toBe('met');
  });
});

describe('the same again', () => {
  const question = asked(at('mon 10:00'));

  test('the same event four times leaves one deadline and decides nothing new', () => {
    const scene = new Scene().walk(posted, question.askedAt, [question]);
    for (const minutes of [1, 2, 6]) {
      scene.walk(posted, question.askedAt + minutes * 60_000);
      expect(scene.rulings).toEqual([]);
    }
    expect(scene.rows).toHaveLength(1);
  });

  test('an alarm that rings twice tells once', () => {
    const scene = new Scene()
      .walk(posted, question.askedAt, [question])
      .ring('D1', at('mon 11:30'))
      .ring('D1', at('mon 11:30'));
    expect(scene.told()).toHaveLength(1);
    expect(scene.reasons()).toEqual(['nothing-to-tell']);
  });

  test('an older message heard late that joins the question moves its record: one deadline, one alarm', () => {
    const scene = new Scene().walk(posted, question.askedAt, [question]).ringUntil(at('mon 11:30'));
    const older = asked(at('mon 09:58'), { messages: [`${at('mon 09:58') / 1000}.000100`, ...question.messages] });
    scene.walk(posted, at('mon 11:40'), [older]);
    expect(scene.row(older)).toEqual({ dueAt: 'mon 11:58', ringAt: 'mon 11:58', state: 'pending' });
    expect(scene.rows).toHaveLength(1);
    expect(scene.reasons()).toEqual(['moved']);
    expect(
      scene
        .ringUntil(at('mon 11:58'))
        .told()
        .filter((line) => line.includes('warning')),
    ).toHaveLength(1);
  });

  test('two questions that a late message joins keep one row; the other is cancelled', () => {
    const second = asked(at('mon 10:08'));
    const scene = new Scene().walk(posted, second.askedAt, [question, second]);
    const joined = {
      ...question,
      messages: [...question.messages, `${at('mon 10:04') / 1000}.000100`, ...second.messages],
    };
    scene.walk(posted, at('mon 10:10'), [joined]);
    expect(scene.rows.map(({ state }) => state)).toEqual(['pending', 'cancelled']);
    expect(scene.reasons()).toEqual(['joined']);
  });

  test('in whatever order and however often what happened is heard, the record ends the same', () => {
    const heard: Partial<Conversation>[] = [
      {},
      { takenBy: 'U0ELIF' },
      { pauses: [{ from: at('mon 10:30'), to: at('mon 10:40'), by: 'U0MIRA' }] },
      repliedAt(at('mon 11:00')),
    ];
    const ends = [
      [0, 1, 2, 3],
      [3, 2, 1, 0],
      [1, 3, 0, 2],
      [2, 2, 0, 0, 3, 1, 1],
      [0, 3, 1, 2, 3],
    ].map((order) => {
      const scene = new Scene();
      const known = new Set<number>();
      for (const one of order) {
        known.add(one);
        const folded = Object.assign({}, question, ...heard.filter((_, index) => known.has(index)));
        scene.walk(posted, at('mon 11:10'), [folded]);
      }
      return scene.rows.map(({ id, revision, ...row }) => row);
    });
    for (const end of ends) expect(end).toEqual(ends[0]);
    expect(ends[0]).toMatchObject([{ state: 'met', settledAt: at('mon 11:00') }]);
  });
});
