import { describe, expect, test } from 'vitest';
import type { Conversation } from '../../../engine/conversation.ts';
import type { Effect } from '../../../engine/effect.ts';
import type { Event, FormValues } from '../../../engine/event.ts';
import { decide } from '../decide.ts';
import { load } from '../load.ts';
import { askOf, type Tables, written } from './questions.ts';
import { agency, agreementOf, asked, at, event, repliedAt, Scene } from './scene.ts';

const question = asked(at('mon 10:00'));
const now = at('mon 10:30');
const [ts = ''] = question.messages;

async function answerTo(asking: Event, given: Partial<Tables> = {}, when = now) {
  const tables = { conversations: [question], messages: [written(question)], ...given };
  const agreement = tables.agreement === undefined ? agreementOf() : tables.agreement;
  const about = { event: asking, agreement, agency, now: when };
  const facts = await load(askOf(tables), about);
  const [ruling] = decide({ ...about, facts });
  const answer = ruling?.effects.find((effect) => effect.kind === 'answer');
  const what = answer?.how === 'privately' ? answer.data.what : answer?.how;
  return {
    ruling,
    answer,
    what,
    effects: ruling?.effects ?? [],
    mark: ruling?.effects.find(({ kind }) => kind === 'mark'),
  };
}

function pressed(action: string, by = 'U0MIRA', value = question.id): Event {
  return event('ButtonPressed', { actor: by, source: 'request', action, value, onKey: null });
}

function shortcut(name: string): Event {
  return event('ShortcutUsed', {
    actor: 'U0MIRA',
    shortcut: name,
    message: { channelId: 'nova-channel', ts, threadTs: null },
  });
}

function form(name: string, values: FormValues): Event {
  return event('FormSubmitted', { actor: 'U0MIRA', form: name, subject: question.id, values });
}

function waiting(more: Partial<Conversation>): Partial<Tables> {
  return { conversations: [{ ...question, ...more }] };
}

const only = (effects: Effect[]) => effects.map(({ kind }) => kind);

describe('a press', () => {
  test.each([
    ['taken', 'taken'],
    ['waiting-on-client', 'paused'],
    ['not-a-request', 'not-a-request'],
    ['elsewhere', 'elsewhere'],
  ])('%s marks the message on behalf of whoever pressed, and answers', async (action, what) => {
    const { mark, what: said, ruling } = await answerTo(pressed(action));
    expect(mark).toMatchObject({ channelId: 'nova-channel', ts, mark: { name: action, by: 'U0MIRA', at: now } });
    expect(said).toBe(what);
    expect(ruling?.reason).toEqual({ name: 'pressed', data: { mark: action, by: 'U0MIRA' } });
  });

  test.each([
    ['taken', { takenBy: 'U0MIRA' }, 'already-taken'],
    ['waiting-on-client', { pauses: [{ from: now, to: null, by: 'U0MIRA' }] }, 'already-paused'],
    ['resumed', {}, 'not-paused'],
  ])('%s pressed twice is one record', async (action, more, what) => {
    const { mark, what: said } = await answerTo(pressed(action), waiting(more));
    expect([mark, said]).toEqual([undefined, what]);
  });

  test.each(['taken', 'elsewhere', 'not-a-request', 'remind', 'change'])(
    '%s on a settled matter says what happened already',
    async (action) => {
      const { effects, what } = await answerTo(pressed(action), waiting(repliedAt(at('mon 10:20'))));
      expect([only(effects), what]).toEqual([['answer'], 'settled-already']);
    },
  );

  test('takes over from whoever had it, and says from whom', async () => {
    const { answer } = await answerTo(pressed('taken', 'U0ELIF'), waiting({ takenBy: 'U0MIRA' }));
    expect(answer).toMatchObject({ data: { what: 'taken-over', before: 'U0MIRA' } });
  });

  test('speaks of the conversation into which a late message joined the question', async () => {
    const older = asked(at('mon 09:58'), { messages: ['1.5', ts] });
    const { mark } = await answerTo(pressed('taken'), { conversations: [older] });
    expect(mark).toMatchObject({ ts: '1.5' });
  });

  test('by somebody who does not serve this client changes nothing', async () => {
    const { effects, what } = await answerTo(pressed('not-a-request', 'U0ANNA'));
    expect([only(effects), what]).toEqual([['answer'], 'not-yours']);
  });

  test('where there is no agreement changes nothing and says that, not that somebody may not', async () => {
    const { effects, what } = await answerTo(pressed('taken'), { agreement: null, served: [] });
    expect([only(effects), what]).toEqual([['answer'], 'no-agreement']);
  });
});

describe('remind me', () => {
  test('in half an hour, for whoever pressed only', async () => {
    const { effects, answer } = await answerTo(pressed('remind', 'U0ELIF'));
    expect(effects[0]).toMatchObject({
      kind: 'set-deadline',
      name: 'reminder:U0ELIF',
      ringAt: at('mon 11:00'),
      state: 'pending',
    });
    expect(answer).toMatchObject({ data: { what: 'remind-set', until: at('mon 11:00') } });
  });

  test('moved to the opening', async () => {
    const { effects } = await answerTo(pressed('remind'), {}, at('fri 17:45'));
    expect(effects[0]).toMatchObject({ ringAt: at('next mon 09:00') });
  });

  test('pressed twice sets one', async () => {
    const scene = new Scene();
    const first = await answerTo(pressed('remind'));
    scene.rulings = first.ruling === undefined ? [] : [first.ruling];
    scene.keep(scene.rulings[0]?.effects ?? [], now);
    const { effects, what } = await answerTo(pressed('remind'), { deadlines: scene.rows });
    expect([only(effects), what]).toEqual([['answer'], 'remind-already']);
  });

  test('rings as a private word while it waits, and is gone when the matter is settled', async () => {
    const { effects } = await answerTo(pressed('remind', 'U0ELIF'));
    const scene = new Scene().walk(event('MessagePosted'), question.askedAt, [question]).keep(effects, now);
    scene.ringUntil(at('mon 11:00'));
    expect(scene.told()).toEqual(['mon 11:00 reminder U0ELIF']);
    expect(scene.rows.find(({ name }) => name === 'reminder:U0ELIF')?.state).toBe('met');
    const settled = new Scene().walk(event('MessagePosted'), question.askedAt, [question]).keep(effects, now);
    settled
      .walk(event('MessagePosted'), at('mon 10:40'), [{ ...question, ...repliedAt(at('mon 10:40')) }])
      .ringUntil(at('mon 11:00'));
    expect(settled.told()).toEqual([]);
    expect(settled.rows.map(({ state }) => state)).toEqual(['met', 'cancelled']);
  });
});

describe('undo', () => {
  const marks = [{ id: 'press-taken', name: 'taken', at: at('mon 10:20') }];
  const taken = { ...waiting({ takenBy: 'U0MIRA' }), messages: [written(question, marks)] };

  test('takes the press back for a quarter of an hour, whoever of the staff made it', async () => {
    const { effects, answer } = await answerTo(pressed('undo-taken', 'U0ELIF'), taken, at('mon 10:35'));
    expect(effects[0]).toMatchObject({ kind: 'unmark', ts, markId: 'press-taken' });
    expect(answer).toMatchObject({ data: { what: 'undone', mark: 'taken' } });
  });

  test('comes too late after that', async () => {
    const { effects, what } = await answerTo(pressed('undo-taken'), taken, at('mon 10:36'));
    expect([only(effects), what]).toEqual([['answer'], 'undo-too-late']);
  });

  test('pressed twice finds nothing left to take back', async () => {
    const back = [{ ...marks[0], offAt: at('mon 10:25') }];
    const { what } = await answerTo(pressed('undo-taken'), { messages: [written(question, back)] });
    expect(what).toBe('nothing-to-undo');
  });

  test('leaves reactions alone: they are taken off in Slack', async () => {
    const reaction = [{ id: 'reaction:eyes:U0MIRA', name: 'taken', at: now }];
    expect((await answerTo(pressed('undo-taken'), { messages: [written(question, reaction)] })).what).toBe(
      'nothing-to-undo',
    );
  });

  test('works on what the press settled', async () => {
    const gone = { settled: { at: now, how: 'not-a-request' as const, by: 'U0MIRA' } };
    const pressedOn = { ...waiting(gone), messages: [written(question, [{ name: 'not-a-request', at: now }])] };
    expect(only((await answerTo(pressed('undo-not-a-request'), pressedOn)).effects)).toEqual(['unmark', 'answer']);
  });
});

describe('forms', () => {
  test('Change… and Track this open the same form', async () => {
    for (const asking of [pressed('change'), shortcut('track')]) {
      expect((await answerTo(asking)).answer).toMatchObject({
        how: 'open-form',
        view: 'change',
        data: { subject: question.id },
      });
    }
  });

  test('what was chosen is marked; what was left as agreed is not', async () => {
    const values = { priority: 'urgent', owner: 'as-agreed', dueAt: at('mon 11:00') };
    const { mark, what } = await answerTo(form('change', values));
    expect(mark).toMatchObject({
      mark: { name: 'changed', data: { priority: 'urgent', owner: null, dueAt: at('mon 11:00') } },
    });
    expect(what).toBe('changed');
  });

  test.each([now, at('mon 10:29')])('a past due time is an error of its field', async (dueAt) => {
    const { effects, answer } = await answerTo(form('change', { priority: 'normal', owner: 'as-agreed', dueAt }));
    expect(only(effects)).toEqual(['answer']);
    expect(answer).toMatchObject({
      how: 'field-errors',
      errors: { dueAt: 'This time has passed; choose one that is still ahead.' },
    });
  });

  test('a message that waits for nothing is tracked from the press on', async () => {
    const { mark, what } = await answerTo(form('change', { priority: 'high', owner: 'as-agreed', dueAt: null }), {
      conversations: [],
    });
    expect(mark).toMatchObject({ ts, mark: { name: 'track', data: { priority: 'high' } } });
    expect(what).toBe('tracked');
  });

  test('a settled one as well', async () => {
    const { mark } = await answerTo(
      form('change', { priority: 'normal', owner: '', dueAt: null }),
      waiting(repliedAt(now)),
    );
    expect(mark).toMatchObject({ mark: { name: 'track' } });
  });

  test('nothing chosen, nothing marked', async () => {
    const unchanged = form('change', { priority: 'normal', owner: 'as-agreed', dueAt: null });
    const { effects, what } = await answerTo(unchanged);
    expect([only(effects), what]).toEqual([['answer'], 'nothing-changed']);
  });

  test('handing over names the next one', async () => {
    const { mark, answer } = await answerTo(form('hand-to', { owner: 'U0ELIF' }));
    expect(mark).toMatchObject({ mark: { name: 'handed', data: { to: 'U0ELIF' } } });
    expect(answer).toMatchObject({ data: { what: 'handed', to: 'U0ELIF' } });
  });

  test("nobody on the client's side can be given it", async () => {
    const { answer } = await answerTo(form('hand-to', { owner: 'U0ANNA' }));
    expect(answer).toMatchObject({ how: 'field-errors', errors: { owner: expect.any(String) } });
  });
});

describe('shortcuts', () => {
  test('Not a request marks the message it was used on', async () => {
    expect((await answerTo(shortcut('not-a-request'))).mark).toMatchObject({ ts, mark: { name: 'not-a-request' } });
  });

  test('Not a request on a message that waits for nothing says so', async () => {
    expect((await answerTo(shortcut('not-a-request'), { conversations: [] })).what).toBe('not-waiting');
  });

  test('a message that is not known says so', async () => {
    expect((await answerTo(shortcut('track'), { conversations: [], messages: [] })).what).toBe('unknown-message');
  });

  test('a deleted message cannot be tracked', async () => {
    const deleted = [{ ...written(question), deletedAt: now }];
    expect((await answerTo(shortcut('track'), { conversations: [], messages: deleted })).what).toBe('unknown-message');
  });
});

test('/rules status is answered with what waits, agreement or not', async () => {
  const asking = event('CommandGiven', { actor: 'U0MIRA', words: 'status' });
  expect((await answerTo(asking, { agreement: null })).answer).toMatchObject({ how: 'privately', view: 'status' });
});
