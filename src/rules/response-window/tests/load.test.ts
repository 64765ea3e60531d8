import { describe, expect, test } from 'vitest';
import { decide } from '../decide.ts';
import { load } from '../load.ts';
import { askOf, type Tables } from './questions.ts';
import { agency, agreementOf, asked, at, event, repliedAt, Scene } from './scene.ts';

const question = asked(at('mon 10:00'));
const now = at('mon 10:30');
const posted = event('MessagePosted', { message: { channelId: 'nova-channel', ts: '9.9', threadTs: null } });

async function decided(tables: Partial<Tables>, agreement = agreementOf()) {
  const about = { event: posted, agreement, agency, now };
  return decide({ ...about, facts: await load(askOf({ agreement, ...tables }), about) });
}

function recordedRows(conversations = [question], agreement = agreementOf()) {
  return new Scene(agreement).walk(posted, question.askedAt, conversations).rows;
}

describe('what is loaded', () => {
  test('finds the settled question that took in one that still has a pending record', async () => {
    const older = asked(at('mon 09:58'), {
      messages: ['1.000001', ...question.messages],
      ...repliedAt(at('mon 10:20')),
    });
    const folded = askOf({ conversations: [older], deadlines: recordedRows() });
    const about = { event: posted, agreement: agreementOf(), agency, now };
    // The fold speaks of what waits and of what the event touched; this one was touched before.
    const facts = await load(
      async (name, given) => (name === 'conversations' ? [] : folded(name, given)) as never,
      about,
    );
    const [ruling] = decide({ ...about, facts });
    expect(ruling).toMatchObject({ subject: older.id, effects: [{ id: 'D1', subject: older.id, state: 'met' }, {}] });
  });

  test('a record whose question is no more is cancelled', async () => {
    expect(await decided({ deadlines: recordedRows() })).toMatchObject([{ reason: { name: 'withdrawn' } }]);
  });

  test('a settled record of a question that joined an older one does not stay beside it', async () => {
    const older = asked(at('mon 09:58'), {
      messages: ['1.000001', ...question.messages],
      ...repliedAt(at('mon 10:20')),
    });
    const deadlines = recordedRows([{ ...question, ...repliedAt(at('mon 10:20')) }]);
    const rulings = await decided({ conversations: [older], deadlines });
    expect(rulings.flatMap(({ effects }) => effects)).toMatchObject([{ id: 'D1', subject: older.id, state: 'met' }]);
  });

  test('a record counted by an earlier agreement is counted with that one, which is asked for', async () => {
    const four = agreementOf({ priorities: { normal: { first: '4h' } } }, {}, 2);
    const [ruling] = await decided(
      { conversations: [question], deadlines: recordedRows(), former: [agreementOf()] },
      four,
    );
    expect(ruling).toMatchObject({ reason: { name: 'terms-changed' }, effects: [{ dueAt: at('mon 14:00') }] });
  });

  test('a channel without an agreement is nobody’s business', async () => {
    const about = { event: posted, agreement: null, agency, now };
    expect(decide({ ...about, facts: await load(askOf({ conversations: [question] }), about) })).toEqual([]);
  });

  test('a record that a later program wrote is not guessed at', async () => {
    const deadlines = recordedRows().map((row) => ({ ...row, data: { schema: 2 } }));
    await expect(decided({ conversations: [question], deadlines })).rejects.toThrow();
  });
});
