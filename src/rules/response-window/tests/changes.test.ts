import { describe, expect, test } from 'vitest';
import { agreementOf, asked, at, event, repliedAt, Scene } from './scene.ts';

const posted = event('MessagePosted');

describe('the agreement changes', () => {
  const question = asked(at('mon 10:00'));
  const applied = event('AgreementApplied', { version: 2, before: 1, channelIds: ['nova-channel'] });
  const changed = (window: Record<string, unknown>, core: Record<string, unknown> = {}) => {
    const scene = new Scene(agreementOf()).walk(posted, question.askedAt, [question]);
    scene.former = [scene.agreement];
    scene.agreement = agreementOf(window, core, 2);
    return scene;
  };

  test('elapsed time is kept: one of two hours used, four hours agreed, three are left', () => {
    const scene = changed({ priorities: { normal: { first: '4h' } } }).walk(applied, at('mon 11:00'));
    expect(scene.row(question)).toEqual({ dueAt: 'mon 14:00', ringAt: 'mon 13:00', state: 'pending' });
    expect(scene.reasons()).toEqual(['terms-changed']);
  });

  test('the rest is counted in the new hours, what had elapsed stays counted in the old', () => {
    const officeHours = { timeZone: 'Europe/Istanbul', weekly: { mon: '13:00-18:00', tue: '09:00-18:00' } };
    const scene = changed({}, { officeHours }).walk(applied, at('mon 11:00'));
    expect(scene.row(question).dueAt).toBe('mon 14:00');
  });

  test('it never breaches in retrospect silently: where the new window has run out, the old due time stands', () => {
    const scene = changed({ priorities: { normal: { first: '30m' } } }).walk(applied, at('mon 11:00'));
    expect(scene.row(question).dueAt).toBe('mon 12:00');
    expect(scene.reasons()).toEqual(['older-terms-stand']);
  });

  test('paused time is kept', () => {
    const paused = { ...question, pauses: [{ from: at('mon 10:30'), to: at('mon 10:50'), by: 'U0MIRA' }] };
    const scene = changed({ priorities: { normal: { first: '4h' } } });
    scene.walk(posted, at('mon 10:50'), [paused]);
    scene.walk(applied, at('mon 11:00'), [paused]);
    expect(scene.row(question).dueAt).toBe('mon 14:20');
  });

  test('a later event counts the same: the change is not made twice', () => {
    const scene = changed({ priorities: { normal: { first: '4h' } } }).walk(applied, at('mon 11:00'));
    scene.walk(posted, at('mon 12:30'));
    expect(scene.rulings).toEqual([]);
    expect(scene.row(question).dueAt).toBe('mon 14:00');
  });

  test('what is overdue is judged by what was agreed before', () => {
    const scene = changed({ priorities: { normal: { first: '8h' } } });
    scene.walk(applied, at('mon 12:30'));
    expect(scene.row(question).dueAt).toBe('mon 12:00');
  });

  test('a client whose rules are not kept now has no alarms; kept again, counting starts there', () => {
    const scene = changed({}, { status: 'paused' }).walk(applied, at('mon 11:00'));
    expect(scene.row(question)).toMatchObject({ state: 'cancelled', ringAt: null });
    scene.former = [...scene.former, scene.agreement];
    scene.agreement = agreementOf({}, {}, 3);
    scene.walk(applied, at('tue 10:00'));
    expect(scene.row(question)).toEqual({ dueAt: 'tue 12:00', ringAt: 'tue 11:30', state: 'pending' });
  });
});

describe('a notice that cannot be delivered', () => {
  const question = asked(at('mon 10:00'));
  const started = () => new Scene().walk(posted, question.askedAt, [question]).ringUntil(at('mon 11:30'));
  const failing = (scene: Scene) => {
    const last = scene.says.at(-1);
    if (last === undefined) throw new Error('nothing was said');
    const { key, view, data, to } = last;
    return event('DeliveryFailed', { rule: 'response-window', key, view, data, to, because: 'user_disabled' });
  };

  test('goes to the backup, then the managers, then the operator, at once, and then no further', () => {
    const scene = started();
    for (const _ of ['backup', 'manager', 'operator', 'nobody']) scene.walk(failing(scene), at('mon 11:30'));
    expect(scene.says.slice(1).map(({ to }) => (to.kind === 'person' ? to.userId : to.kind))).toEqual([
      'U0JONAS',
      'U0RUTH',
      'operator',
    ]);
    expect(scene.says.at(-1)).toMatchObject({
      audience: 'operator',
      data: { meantFor: 'U0MIRA', because: 'user_disabled', step: 'warning' },
    });
    expect(scene.reasons()).toEqual(['nobody-left']);
  });

  test('goes nowhere once the matter is settled', () => {
    const scene = started();
    scene.walk(failing(scene), at('mon 11:31'), [{ ...question, ...repliedAt(at('mon 11:31')) }]);
    expect(scene.told()).toHaveLength(1);
  });
});
