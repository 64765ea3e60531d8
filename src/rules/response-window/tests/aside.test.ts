import { describe, expect, test } from 'vitest';
import type { EmergencyTalk } from '../../../engine/emergency-talk.ts';
import { decide } from '../decide.ts';
import { load } from '../load.ts';
import { views } from '../views/index.ts';
import { askOf, written } from './questions.ts';
import { agency, agreementOf, asked, at, event, repliedAt, Scene } from './scene.ts';

const posted = event('MessagePosted');
const changed = event('IncidentChanged');
const question = asked(at('mon 10:00'));
const [ts = ''] = question.messages;

/** An emergency that a client's message raised at half past ten. */
function talk(more: Partial<EmergencyTalk> = {}): EmergencyTalk {
  return {
    ...{ id: 'incident-1', clientId: 'nova', number: 3, channelId: 'nova-channel', ts, thread: ts },
    ...{ raisedAt: at('mon 10:30'), resolvedAt: null, how: null },
    ...more,
  };
}

function raised(conversations = [question], more: Partial<EmergencyTalk> = {}): Scene {
  const scene = new Scene();
  for (const one of conversations) {
    const known = conversations.filter(({ askedAt }) => askedAt <= one.askedAt);
    scene.ringUntil(one.askedAt).walk(posted, one.askedAt, known);
  }
  const emergency = talk(more);
  scene.ringUntil(emergency.raisedAt).talks = [emergency];
  return scene.walk(changed, emergency.raisedAt);
}

describe('a question that becomes an emergency', () => {
  test('is called off with everything that waits to be said of it, and nothing is told any more', () => {
    const scene = raised();
    expect(scene.row(question)).toEqual({ dueAt: 'mon 12:00', ringAt: null, state: 'cancelled' });
    expect(scene.rulings[0]?.reason).toEqual({
      name: 'stood-aside',
      data: { number: 3, since: at('mon 10:30') },
    });
    expect(scene.effects).toContainEqual({ kind: 'cancel-unsent', subject: question.id });
    scene.walk(posted, at('mon 13:00')).ringUntil(at('tue 18:00'));
    expect(scene.told()).toEqual([]);
  });

  test('stays so however often the channel is looked at, also after its end, its answer and its deletion from our records', () => {
    const scene = raised();
    const before = JSON.stringify(scene.rows);
    scene.talks = [talk({ resolvedAt: at('mon 11:00'), how: 'resolved' })];
    scene
      .walk(changed, at('mon 11:00'))
      .walk(posted, at('mon 14:00'), [{ ...question, ...repliedAt(at('mon 14:00')) }]);
    scene.talks = [];
    scene.walk(posted, at('next mon 10:00'), [question]).walk(event('AgreementApplied'), at('next mon 10:00'));
    expect(JSON.stringify(scene.rows)).toBe(before);
    expect(scene.rulings).toEqual([]);
  });

  test('keeps nobody behind it waiting: the next of its lane has the alarms', () => {
    const other = asked(at('mon 10:20'));
    const scene = raised([question, other]);
    expect(scene.row(other)).toEqual({ dueAt: 'mon 12:20', ringAt: 'mon 11:50', state: 'pending' });
    scene.ringUntil(at('mon 12:20'));
    expect(scene.told()).toEqual(['mon 11:50 warning U0MIRA', 'mon 12:20 breach U0MIRA', 'mon 12:20 breach U0RUTH']);
  });

  test('was overdue before it was raised: that stays a breach, and is not told again', () => {
    const scene = raised([question], { raisedAt: at('mon 12:30') });
    expect(scene.row(question)).toEqual({ dueAt: 'mon 12:00', ringAt: null, state: 'breached' });
    const before = scene.told();
    scene.ringUntil(at('tue 18:00'));
    expect(scene.told()).toEqual(before);
    expect(before).toHaveLength(3);
  });

  test('was answered before it was raised: that stays as it was', () => {
    const scene = new Scene().walk(posted, question.askedAt, [question]);
    scene.walk(posted, at('mon 10:10'), [{ ...question, ...repliedAt(at('mon 10:10')) }]);
    scene.talks = [talk()];
    scene.walk(changed, at('mon 10:30'));
    expect(scene.row(question).state).toBe('met');
  });

  test('a reminder that somebody asked for is called off with it', () => {
    const scene = new Scene().walk(posted, question.askedAt, [question]);
    scene.rows.push({
      ...{ id: 'R', clientId: 'nova', channelId: 'nova-channel', rule: 'response-window', subject: question.id },
      ...{ name: 'reminder:U0MIRA', dueAt: at('mon 10:40'), ringAt: at('mon 10:40'), revision: 1 },
      ...{ state: 'pending', settledAt: null, data: { schema: 1 } },
    });
    scene.talks = [talk()];
    scene.walk(changed, at('mon 10:30')).ringUntil(at('tue 18:00'));
    expect(scene.rows.map(({ state }) => state)).toEqual(['cancelled', 'cancelled']);
    expect(scene.told()).toEqual([]);
  });
});

describe('what people see of it', () => {
  const tables = (raisedAt = at('mon 10:30')) => ({
    conversations: [question],
    deadlines: raised([question], { raisedAt }).rows,
    messages: [written(question)],
  });
  const textOf = async (name: string, language: string, raisedAt?: number) => {
    const who = {
      userId: 'U0MIRA',
      language,
      timeZone: 'Europe/Istanbul',
      side: 'staff',
      now: at('mon 13:00'),
    } as const;
    const view = views.find((one) => one.name === name);
    const data = { subject: question.id, step: name, subjects: [question.id] };
    const drawn = view?.render(await view.load(askOf(tables(raisedAt)), data, who), who, data);
    expect(drawn?.blocks.filter(({ type }) => type === 'actions')).toEqual([]);
    return drawn?.text;
  };

  test('a notice that was sent says so and has no buttons, late or not, and nothing of it waits any more', async () => {
    expect(await textOf('warning', 'en')).toMatch(
      /^It became an emergency today 10:30: whoever has that looks after it/,
    );
    expect(await textOf('breach', 'en', at('mon 12:30'))).toMatch(/^It became an emergency today 12:30/);
    expect(await textOf('warning', 'tr')).toMatch(/^Acil duruma dönüştü \(bugün 10:30\)/);
    expect(await textOf('overdue', 'en')).toContain('All of these are settled.');
    expect(await textOf('status', 'en')).toBe('Nothing is waiting for an answer.');
  });

  test.each(['taken', 'waiting-on-client', 'remind', 'hand-to', 'change'])(
    '%s pressed on one is answered with where it went',
    async (action) => {
      const asking = event('ButtonPressed', {
        actor: 'U0MIRA',
        source: 'request',
        action,
        value: question.id,
        onKey: null,
      });
      const about = { event: asking, agreement: agreementOf(), agency, now: at('mon 11:00') };
      const [ruling] = decide({ ...about, facts: await load(askOf(tables()), about) });
      expect(ruling?.effects).toMatchObject([{ kind: 'answer', data: { what: 'stands-aside' } }]);
    },
  );
});

describe('with its end', () => {
  const end = (how: 'resolved' | 'false-alarm') => {
    const scene = raised();
    scene.changed = talk({ resolvedAt: at('mon 11:00'), how });
    scene.talks = [scene.changed];
    return scene.walk(event('IncidentChanged', { actor: 'U0MIRA' }), at('mon 11:00'));
  };

  test('nobody waits for an answer to it any more', () => {
    const mark = { name: 'done', by: 'U0MIRA', at: at('mon 11:00'), data: {} };
    expect(end('resolved').effects).toEqual([{ kind: 'mark', channelId: 'nova-channel', ts, mark }]);
  });

  test('a false alarm leaves the question open', () => {
    expect(end('false-alarm').effects.map(({ kind }) => kind)).toEqual(['set-deadline']);
  });
});

describe('what is said where it is talked about', () => {
  const inThread = asked(at('mon 10:45'), { lane: ts, messages: ['9.000001'], id: 'nova-channel:9.000001' });

  test('makes no window, and Why? can say so', () => {
    const scene = raised();
    scene.walk(posted, at('mon 10:45'), [question, inThread]);
    expect(scene.row(inThread)).toMatchObject({ ringAt: null, state: 'cancelled' });
    expect(scene.reasons()).toEqual(['stood-aside']);
    scene.walk(posted, at('mon 10:50')).ringUntil(at('tue 18:00'));
    expect(scene.rulings).toEqual([]);
    expect(scene.told()).toEqual([]);
  });

  test('an answer deleted there is nobody’s heads-up', () => {
    const scene = raised();
    const settled = { ...inThread, ...repliedAt(at('mon 10:50')) };
    scene.deleted = { ...written(inThread), occurredAt: at('mon 10:50'), author: 'U0MIRA' };
    scene.walk(event('MessageDeleted'), at('mon 12:00'), [question, settled]);
    expect(scene.told()).toEqual([]);
  });

  test('a question that comes up there more than a day after the end waits like any other', () => {
    const scene = raised();
    scene.talks = [talk({ resolvedAt: at('mon 11:00'), how: 'resolved' })];
    const soon = { ...inThread, askedAt: at('tue 10:59') };
    const late = asked(at('wed 11:00'), { lane: ts, turn: 'next' });
    scene.walk(posted, at('tue 10:59'), [soon]).walk(posted, late.askedAt, [soon, late]);
    expect(scene.row(soon).state).toBe('cancelled');
    expect(scene.row(late)).toEqual({ dueAt: 'wed 13:00', ringAt: 'wed 12:30', state: 'pending' });
  });

  test('what staff track by hand is counted there too', () => {
    const scene = raised();
    const tracked = { ...inThread, openedBy: 'track' as const };
    scene.walk(posted, at('mon 10:45'), [question, tracked]);
    expect(scene.row(tracked).state).toBe('pending');
  });
});

describe('a false alarm', () => {
  const falseAlarm = (when: string) => [talk({ resolvedAt: at(when), how: 'false-alarm' })];

  test('gives the question back with its own due time', () => {
    const scene = raised();
    scene.talks = falseAlarm('mon 10:40');
    scene.walk(changed, at('mon 10:40'));
    expect(scene.row(question)).toEqual({ dueAt: 'mon 12:00', ringAt: 'mon 11:30', state: 'pending' });
    expect(scene.reasons()).toEqual(['false-alarm']);
  });

  test.each([
    ['mon 11:50', 'mon 12:20', 'mon 12:05'],
    ['mon 15:00', 'mon 15:30', 'mon 15:15'],
    ['mon 17:50', 'tue 09:20', 'tue 09:05'],
  ])('at %s nobody is late for it: due %s, warned of %s', (end, dueAt, ringAt) => {
    const scene = raised();
    scene.talks = falseAlarm(end);
    scene.walk(changed, at(end));
    expect(scene.row(question)).toEqual({ dueAt, ringAt, state: 'pending' });
    scene.ringUntil(at(dueAt) - 1);
    expect(scene.told()).toEqual([`${ringAt} warning U0MIRA`]);
  });

  test('of a window shorter than that it gives the whole window, and no more', () => {
    const scene = new Scene(agreementOf({ priorities: { normal: { first: '20m' } } }));
    scene.walk(posted, question.askedAt, [question]);
    scene.talks = [talk({ raisedAt: at('mon 10:05') })];
    scene.walk(changed, at('mon 10:05'));
    scene.talks = [talk({ raisedAt: at('mon 10:05'), resolvedAt: at('mon 10:30'), how: 'false-alarm' })];
    scene.walk(changed, at('mon 10:30'));
    expect(scene.row(question)).toMatchObject({ dueAt: 'mon 10:50', state: 'pending' });
  });

  test('answered meanwhile it was in time, and late is only what was late before', () => {
    const answered = { ...question, ...repliedAt(at('mon 12:10')) };
    const inTime = raised();
    inTime.talks = falseAlarm('mon 12:05');
    expect(inTime.walk(changed, at('mon 12:15'), [answered]).row(question).state).toBe('met');
    const late = raised([question], { raisedAt: at('mon 12:05') });
    late.talks = [talk({ raisedAt: at('mon 12:05'), resolvedAt: at('mon 12:08'), how: 'false-alarm' })];
    expect(late.walk(changed, at('mon 12:15'), [answered]).row(question)).toMatchObject({
      dueAt: 'mon 12:00',
      state: 'breached',
    });
  });

  test('that was none after all takes it away again', () => {
    const scene = raised();
    scene.talks = falseAlarm('mon 10:40');
    scene.walk(changed, at('mon 10:40'));
    scene.talks = [talk()];
    scene.walk(changed, at('mon 10:45'));
    expect(scene.row(question)).toMatchObject({ ringAt: null, state: 'cancelled' });
    expect(scene.reasons()).toEqual(['stood-aside']);
  });
});
