import { describe, expect, test } from 'vitest';
import { written } from './questions.ts';
import { agreementOf, asked, at, event, repliedAt, Scene } from './scene.ts';

const posted = event('MessagePosted');

describe('settled otherwise', () => {
  const question = asked(at('mon 10:00'));
  const settledAt = (how: 'deleted' | 'edited-away' | 'not-a-request' | 'marked-done' | 'answered-elsewhere') => {
    const scene = new Scene().walk(posted, question.askedAt, [question]);
    return scene.walk(posted, at('mon 11:00'), [{ ...question, settled: { at: at('mon 11:00'), how, by: 'U0MIRA' } }]);
  };

  test.each(['deleted', 'edited-away', 'not-a-request'] as const)('%s: cancelled, not met', (how) => {
    expect(settledAt(how).row(question)).toEqual({ dueAt: 'mon 12:00', ringAt: null, state: 'cancelled' });
  });

  test.each(['marked-done', 'answered-elsewhere'] as const)('%s: met', (how) => {
    expect(settledAt(how).row(question).state).toBe('met');
  });

  test('staff delete the reply: it waits again with the original due time', () => {
    const scene = settledAt('marked-done').walk(posted, at('mon 11:10'), [question]);
    expect(scene.row(question)).toEqual({ dueAt: 'mon 12:00', ringAt: 'mon 11:30', state: 'pending' });
    expect(scene.reasons()).toEqual(['reopened']);
  });

  test('a breach that was called off before it left is told when the matter waits again', () => {
    const scene = new Scene().walk(posted, question.askedAt, [question]).ringUntil(at('mon 12:00'));
    const settled = { ...question, ...repliedAt(at('mon 12:00:01')) };
    scene.walk(posted, at('mon 12:00:01'), [settled]);
    scene.said = scene.says.map(({ key, to, view, data }) => ({
      key,
      rule: 'response-window',
      to,
      view,
      data,
      state: data.step === 'warning' ? 'sent' : 'cancelled',
      sentAt: null,
    }));
    scene.walk(posted, at('mon 12:05'), [question]).ring('D1', at('mon 12:05'));
    expect(scene.told().slice(-2)).toEqual(['mon 12:05 breach U0MIRA', 'mon 12:05 breach U0RUTH']);
  });

  test('a mark taken back that had made it a wait leaves nothing waiting', () => {
    const scene = new Scene().walk(posted, question.askedAt, [question]).walk(posted, at('mon 10:05'), []);
    expect(scene.reasons()).toEqual(['withdrawn']);
    expect(scene.rows[0]?.state).toBe('cancelled');
  });
});

describe('waiting on the client', () => {
  const question = asked(at('fri 16:50'));
  const paused = { ...question, pauses: [{ from: at('fri 17:00'), to: null, by: 'U0MIRA' }] };

  test('a pause silences the alarm, and resuming moves the deadline by exactly the business time paused', () => {
    const scene = new Scene().walk(posted, question.askedAt, [question]).walk(posted, at('fri 17:00'), [paused]);
    expect(scene.row(question)).toEqual({ dueAt: 'next mon 09:50', ringAt: null, state: 'pending' });
    expect(scene.reasons()).toEqual(['paused']);
    const resumed = { ...question, pauses: [{ from: at('fri 17:00'), to: at('next mon 10:00'), by: 'U0MIRA' }] };
    scene.walk(posted, at('next mon 10:00'), [resumed]);
    expect(scene.row(question)).toEqual({ dueAt: 'next mon 11:50', ringAt: 'next mon 11:20', state: 'pending' });
    expect(scene.reasons()).toEqual(['resumed']);
  });

  test('while the oldest is paused the next one of its lane rings', () => {
    const second = asked(at('fri 16:55'));
    const scene = new Scene()
      .walk(posted, second.askedAt, [question, second])
      .walk(posted, at('fri 17:00'), [paused, second]);
    expect(scene.row(second).ringAt).toBe('next mon 09:25');
  });

  test('a due time that staff chose is moved by what is paused after the choice, not before', () => {
    const chosen = { priority: null, owner: null, dueAt: at('next mon 12:00') };
    const before = { from: at('fri 17:00'), to: at('fri 17:30'), by: 'U0MIRA' };
    const after = { from: at('next mon 10:00'), to: at('next mon 11:00'), by: 'U0MIRA' };
    const scene = new Scene().walk(posted, question.askedAt, [question]);
    scene.walk(event('ConversationMarked'), at('fri 17:40'), [{ ...question, chosen, pauses: [before] }]);
    expect(scene.row(question).dueAt).toBe('next mon 12:00');
    scene.walk(posted, at('next mon 11:00'), [{ ...question, chosen, pauses: [before, after] }]);
    expect(scene.row(question).dueAt).toBe('next mon 13:00');
  });

  test('a pause that began after the due time takes nothing from the breach', () => {
    const scene = new Scene().walk(posted, question.askedAt, [question]).ringUntil(at('next mon 09:50'));
    const late = { ...question, pauses: [{ from: at('next mon 10:00'), to: at('next mon 12:00'), by: 'U0MIRA' }] };
    expect(scene.walk(posted, at('next mon 12:00'), [late]).row(question).dueAt).toBe('next mon 09:50');
  });
});

describe('whose matter it is', () => {
  const question = asked(at('mon 10:00'));

  test('whoever took it is warned and reminded alone; the breach is told once to all', () => {
    const taken = { ...question, takenBy: 'U0ELIF' };
    const scene = new Scene().walk(posted, question.askedAt, [taken]).ringUntil(at('mon 13:00'));
    expect(scene.told()).toEqual([
      'mon 11:30 warning U0ELIF',
      'mon 12:00 breach U0MIRA',
      'mon 12:00 breach U0ELIF',
      'mon 12:00 breach U0RUTH',
      'mon 13:00 repeat U0ELIF',
    ]);
  });

  test('handed to somebody: they are told at once, and warned instead of the owner', () => {
    const handed = { ...question, handedTo: 'U0ELIF' };
    const scene = new Scene().walk(posted, question.askedAt, [question]);
    scene.walk(event('ConversationMarked', { actor: 'U0MIRA' }), at('mon 10:30'), [handed]).ringUntil(at('mon 11:30'));
    expect(scene.told()).toEqual(['mon 10:30 handed U0ELIF', 'mon 11:30 warning U0ELIF']);
  });

  test('what staff chose wins: priority, owner and due time', () => {
    const agreement = agreementOf({ priorities: { normal: { first: '2h' }, urgent: { first: '30m' } } });
    const chosen = { ...question, chosen: { priority: 'urgent', owner: 'U0ELIF', dueAt: null } };
    const scene = new Scene(agreement)
      .walk(posted, question.askedAt, [question])
      .walk(event('ConversationMarked'), at('mon 10:05'), [chosen]);
    expect(scene.row(question).dueAt).toBe('mon 10:30');
    scene.walk(event('ConversationMarked'), at('mon 10:06'), [
      { ...chosen, chosen: { ...chosen.chosen, dueAt: at('tue 11:00') } },
    ]);
    expect(scene.row(question).dueAt).toBe('tue 11:00');
  });

  test('a due time moved after the breach is warned of and told anew', () => {
    const scene = new Scene().walk(posted, question.askedAt, [question]).ringUntil(at('mon 12:00'));
    const moved = { ...question, chosen: { priority: null, owner: null, dueAt: at('tue 12:00') } };
    scene.walk(event('ConversationMarked', { actor: 'U0MIRA' }), at('mon 12:10'), [moved]).ringUntil(at('tue 12:00'));
    expect(scene.told().slice(3)).toEqual([
      'tue 09:15 warning U0MIRA',
      'tue 12:00 breach U0MIRA',
      'tue 12:00 breach U0RUTH',
    ]);
  });

  test('a later wait in a thread has the next-reply window', () => {
    const agreement = agreementOf({ priorities: { normal: { first: '1h', next: '4h' } } });
    const later = asked(at('mon 10:00'), { lane: '1.0', turn: 'next' });
    expect(new Scene(agreement).walk(posted, later.askedAt, [later]).row(later).dueAt).toBe('mon 14:00');
  });
});

describe('a word to the owner', () => {
  const question = asked(at('mon 10:00'));
  const answered = { ...question, ...repliedAt(at('mon 11:00')) };
  const deleting = (author: string) => {
    const scene = new Scene().walk(posted, at('mon 11:00'), [answered]);
    const reply = {
      ...written(question),
      ts: '1772438400.000100',
      author,
      occurredAt: at('mon 11:00'),
      deletedAt: at('mon 12:00'),
    };
    scene.deleted = reply;
    return scene.walk(event('MessageDeleted'), at('mon 12:00'));
  };

  test('an answer deleted after it had counted stays one, and the owner is told', () => {
    const scene = deleting('U0MIRA');
    expect(scene.told()).toEqual(['mon 12:00 answer-deleted U0MIRA']);
    expect(scene.row(question).state).toBe('met');
  });

  test('any other deletion is nobody’s business', () => {
    expect(deleting('U0ELIF').told()).toEqual([]);
  });
});
