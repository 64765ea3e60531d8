/** The buttons on notices: what each does, pressed once, twice, by two, too late, by who may not, and taken back. */
import { describe, expect, test } from 'vitest';
import { gateHolds } from '../support/gate.ts';
import { pressLetter } from '../support/letters.ts';
import { tellStories } from '../support/story.ts';

const story = tellStories('2026-06-01');
const from = (who: string) => story.sandbox().slack.as(who).sees('U0RULES');
const labels = (who: string) => [...new Set(from(who).pressables.map(({ actionId }) => actionId))];

/** Anna asks on Monday at nine: warned at 10:30, due at 11:00. */
async function asked(until = 'Mon 10:30', words = 'When can we see the new banner?') {
  await story.begin();
  await story.until('Mon 09:00');
  const ts = await story.says('U0ANNA', 'C0NOVA', words);
  await story.until(until);
  return ts;
}

/** What was concluded of a message because somebody pressed: `pressed taken by U0MIRA`. */
async function presses(ts: string): Promise<string[]> {
  const { store } = story.sandbox().house();
  const channelId = await store.people.channelId('C0NOVA');
  const rulings = await store.ask('rulings', { channelId, ts });
  return rulings
    .filter(({ reason }) => reason.name === 'pressed' || reason.name === 'undone')
    .map(
      ({ reason: { name, data }, actor }) => `${name} ${data.mark} by ${data.by === actor ? actor : 'somebody else'}`,
    );
}

async function subjectOf(ts: string): Promise<string> {
  const { store } = story.sandbox().house();
  return `${await store.people.channelId('C0NOVA')}:${ts}`;
}

/** A press as Slack would send it, signed, by whoever; gives what that person is shown. */
async function sendsPress(by: string, action: string, ts: string, more: { channel?: string; team?: string } = {}) {
  const { slack, walk } = story.sandbox();
  const { channel = 'C0NOVA', ...rest } = more;
  const answer = await slack.send(pressLetter({ by, channel, action, value: await subjectOf(ts), ...rest }));
  expect(answer).toMatchObject({ kind: 'answered', status: 200 });
  await walk.rest();
}

describe('I’m on it', () => {
  test('whoever presses has it: warnings and repeats come to them only, and it is shown to all', async () => {
    const ts = await asked();
    await story.until('Mon 11:00');
    await sendsPress('U0JONAS', 'taken', ts, { channel: 'C0NOVAINT' });
    await story.until('Mon 15:00');
    expect(story.told('U0JONAS')).toEqual(['Mon 12:00 repeat-1', 'Mon 13:00 repeat-2', 'Mon 14:00 repeat-3']);
    expect(story.told('U0MIRA')).toEqual(['Mon 10:30 warning', 'Mon 11:00 breach']);
    expect(story.told('U0RUTH')).toEqual(['Mon 11:00 breach']);
    expect(story.notices('U0RUTH')[0]).toContain('Jonas Weber is on it');
    expect(story.notices('U0JONAS')[0]).toContain('You are on it. Reminders come to you only.');
    expect(labels('U0RUTH')).toContain('taken');
    expect(labels('U0JONAS')).not.toContain('taken');
    expect(await presses(ts)).toEqual(['pressed taken by U0JONAS']);
  });

  test('taken before the due time, the breach is still recorded, and told once to all with the taker’s name', async () => {
    const ts = await asked();
    await story.presses('U0MIRA', 'taken');
    expect(story.answer('U0MIRA')).toBe('It is yours. Reminders about it come to you only.');
    await story.until('Mon 12:30');
    expect(story.told('U0RUTH')).toEqual(['Mon 11:00 breach']);
    expect(story.notices('U0RUTH')[0]).toContain('Mira Aksoy is on it');
    expect(story.told('U0MIRA')).toEqual(['Mon 10:30 warning', 'Mon 11:00 breach', 'Mon 12:00 repeat-1']);
    await story.says('U0MIRA', 'C0NOVA', 'Here it is.');
    expect(await story.records('C0NOVA')).toEqual(['due Mon 11:00, breached Mon 12:30 (replied)']);
    expect(await presses(ts)).toEqual(['pressed taken by U0MIRA']);
  });

  test('taken early by somebody else, the warning comes to that person instead of the owner', async () => {
    const ts = await asked('Mon 09:30');
    await sendsPress('U0JONAS', 'taken', ts);
    await story.until('Mon 10:45');
    expect(story.told('U0JONAS')).toEqual(['Mon 10:30 warning']);
    expect(story.told('U0MIRA')).toEqual([]);
  });

  test('pressed twice is one record, also when Slack sends one press twice', async () => {
    const ts = await asked();
    await story.presses('U0MIRA', 'taken');
    await sendsPress('U0MIRA', 'taken', ts, { channel: from('U0MIRA').channel });
    expect(story.answer('U0MIRA')).toBe('You have it already.');
    const letter = pressLetter({ by: 'U0JONAS', channel: 'C0NOVAINT', action: 'taken', value: await subjectOf(ts) });
    const { slack, walk } = story.sandbox();
    await Promise.all([slack.send(letter), slack.send(letter)]);
    await walk.rest();
    expect(await presses(ts)).toEqual(['pressed taken by U0MIRA', 'pressed taken by U0JONAS']);
  });

  test('two people at once: both are recorded, the later one has it and reads from whom', async () => {
    const ts = await asked('Mon 11:00');
    await Promise.all([story.presses('U0MIRA', 'taken'), story.presses('U0RUTH', 'taken')]);
    expect((await presses(ts)).sort()).toEqual(['pressed taken by U0MIRA', 'pressed taken by U0RUTH']);
    const answers = [story.answer('U0MIRA'), story.answer('U0RUTH')];
    expect(answers.filter((text) => text.startsWith('It is yours.'))).toHaveLength(1);
    expect(answers.filter((text) => /^You took it over from (Mira Aksoy|Ruth Okafor)\./.test(text))).toHaveLength(1);
  });
});

describe('Waiting on the client', () => {
  test('pauses: nobody is warned, and the client’s next message starts the clock where it stood', async () => {
    const ts = await asked();
    await story.presses('U0MIRA', 'waiting-on-client');
    expect(story.answer('U0MIRA')).toBe(
      'The clock stands still until Nova Bikes writes again or somebody presses Resume.',
    );
    await story.until('Wed 10:00');
    expect(story.told('U0MIRA')).toEqual(['Mon 10:30 warning']);
    expect(story.told('U0RUTH')).toEqual([]);
    expect(story.notices('U0MIRA')[0]).toContain('the clock stands still');
    await story.says('U0BEN', 'C0NOVA', 'Here is the text you asked for, can you go on?', { thread: ts });
    expect(await story.records('C0NOVA')).toEqual(['due Wed 10:30, alarm Wed 10:30']);
    await story.until('Wed 10:30');
    expect(story.told('U0RUTH')).toEqual(['Wed 10:30 breach']);
  });

  test('Resume starts it again by hand; pressed twice is said kindly', async () => {
    const ts = await asked();
    await story.presses('U0MIRA', 'waiting-on-client');
    await sendsPress('U0JONAS', 'waiting-on-client', ts, { channel: 'C0NOVAINT' });
    expect(story.answer('U0JONAS', 'C0NOVAINT')).toContain('waiting on the client already');
    await story.until('Mon 12:30');
    await story.presses('U0MIRA', 'resumed');
    expect(story.answer('U0MIRA')).toContain('The clock runs again. An answer is due today 13:00.');
    expect(await story.records('C0NOVA')).toEqual(['due Mon 13:00, alarm Mon 13:00']);
    await sendsPress('U0MIRA', 'resumed', ts, { channel: from('U0MIRA').channel });
    expect(story.answer('U0MIRA')).toBe('It is not paused; the clock is running.');
  });
});

describe('settling by a press', () => {
  test('Not a request cancels, and nobody hears of it again', async () => {
    const ts = await asked();
    await story.presses('U0MIRA', 'not-a-request');
    await story.until('Mon 16:00');
    expect(await story.records('C0NOVA')).toEqual(['due Mon 11:00, cancelled Mon 10:30 (not-a-request)']);
    expect(story.headlines('U0MIRA')).toEqual(['Mira Aksoy noted today 10:30 that it needs no answer.']);
    expect(story.told('U0RUTH')).toEqual([]);
    expect(await presses(ts)).toEqual(['pressed not-a-request by U0MIRA']);
  });

  test('Answered elsewhere is met now, or late if it is late', async () => {
    await asked();
    await story.presses('U0MIRA', 'elsewhere');
    expect(await story.records('C0NOVA')).toEqual(['due Mon 11:00, met Mon 10:30 (answered-elsewhere)']);
    await asked('Mon 11:20');
    await story.presses('U0RUTH', 'elsewhere');
    expect(await story.records('C0NOVA')).toEqual(['due Mon 11:00, breached Mon 11:20 (answered-elsewhere)']);
    expect(story.headlines('U0RUTH')).toEqual(['Ruth Okafor answered elsewhere today 11:20, 20 min late.']);
  });

  test('a press on what is settled already changes nothing and says how it was settled', async () => {
    const ts = await asked();
    await story.says('U0JONAS', 'C0NOVA', 'Here it is.');
    for (const action of ['taken', 'waiting-on-client', 'not-a-request', 'elsewhere', 'remind', 'hand-to']) {
      await sendsPress('U0MIRA', action, ts, { channel: from('U0MIRA').channel });
      expect(story.answer('U0MIRA')).toBe('This is settled already: Jonas Weber answered today 10:30, in time.');
    }
    expect(await presses(ts)).toEqual([]);
    expect(await story.records('C0NOVA')).toEqual(['due Mon 11:00, met Mon 10:30 (replied)']);
  });
});

describe('undone', () => {
  test.each([
    ['taken', 'due Mon 11:00, alarm Mon 11:00'],
    ['waiting-on-client', 'due Mon 11:00, alarm Mon 11:00'],
    ['not-a-request', 'due Mon 11:00, alarm Mon 11:00'],
    ['elsewhere', 'due Mon 11:00, alarm Mon 11:00'],
  ])('%s within fifteen minutes is as if it had never been pressed', async (action, record) => {
    const ts = await asked();
    await story.presses('U0MIRA', action);
    await story.until('Mon 10:44');
    await story.presses('U0MIRA', `undo-${action}`);
    expect(story.answer('U0MIRA')).toMatch(/^Taken back: /);
    expect(await story.records('C0NOVA')).toEqual([record]);
    expect(await presses(ts)).toEqual([`pressed ${action} by U0MIRA`, `undone ${action} by U0MIRA`]);
    await sendsPress('U0MIRA', `undo-${action}`, ts, { channel: from('U0MIRA').channel });
    expect(story.answer('U0MIRA')).toBe('There is nothing left to take back.');
    await story.until('Mon 11:00');
    expect(story.told('U0RUTH')).toEqual(['Mon 11:00 breach']);
  });

  test('a colleague can undo it too, and both names are kept', async () => {
    const ts = await asked('Mon 11:00');
    await story.presses('U0MIRA', 'not-a-request');
    await story.after(1);
    await story.presses('U0RUTH', 'undo-not-a-request');
    await story.after(1);
    expect(await presses(ts)).toEqual(['pressed not-a-request by U0MIRA', 'undone not-a-request by U0RUTH']);
    expect(story.notices('U0RUTH')[0]).toContain('“Not a request” by Mira Aksoy was taken back today 11:01.');
  });

  test('later than that it stays, and the answer says what still works', async () => {
    const ts = await asked();
    await story.presses('U0MIRA', 'not-a-request');
    await story.until('Mon 10:46');
    await story.presses('U0MIRA', 'undo-not-a-request');
    expect(story.answer('U0MIRA')).toBe(
      'A press can be taken back for 15 minutes, and that is over. “Track this” and “Change…” still work.',
    );
    expect(await presses(ts)).toEqual(['pressed not-a-request by U0MIRA']);
    expect(await story.records('C0NOVA')).toEqual(['due Mon 11:00, cancelled Mon 10:30 (not-a-request)']);
  });
});

describe('Remind me in 30 min', () => {
  test('reminds whoever pressed, once, if it still waits', async () => {
    await asked();
    await story.presses('U0MIRA', 'remind');
    expect(story.answer('U0MIRA')).toBe('You will be reminded today 11:00 if it is still waiting.');
    await story.presses('U0MIRA', 'remind');
    expect(story.answer('U0MIRA')).toBe('You are going to be reminded today 11:00 already.');
    await story.until('Mon 11:30');
    expect(story.told('U0MIRA').filter((one) => one.includes('reminder'))).toHaveLength(1);
    expect(story.told('U0RUTH')).toEqual(['Mon 11:00 breach']);
  });

  test('is moved to the opening where it would fall into the night, and not sent when it was answered', async () => {
    await story.begin();
    await story.until('Mon 15:00');
    await story.says('U0ANNA', 'C0NOVA', 'When can we see the new banner?');
    await story.until('Mon 16:45');
    await story.presses('U0MIRA', 'remind');
    expect(story.answer('U0MIRA')).toContain('Tue 09:00');
    await story.until('Tue 09:00');
    expect(story.told('U0MIRA')).toContain('Tue 09:00 reminder');
    await story.presses('U0MIRA', 'remind');
    await story.says('U0JONAS', 'C0NOVA', 'Here it is.');
    await story.until('Tue 12:00');
    expect(story.told('U0MIRA').filter((one) => one.includes('reminder'))).toEqual(['Tue 09:00 reminder']);
  });

  test('undone, nobody is reminded', async () => {
    await asked();
    await story.presses('U0MIRA', 'remind');
    await story.presses('U0MIRA', 'undo-remind');
    await story.until('Mon 11:30');
    expect(story.told('U0MIRA')).toEqual(['Mon 10:30 warning', 'Mon 11:00 breach']);
  });
});

describe('by somebody who may not', () => {
  test.each([
    ['a client of this very channel', 'U0ANNA', 'C0NOVA', undefined],
    ['a guest of another client', 'U0DENIZ', 'C0DEFNE', undefined],
    ['somebody of another workspace who claims to be of ours', 'U0BEN', 'C0NOVA', 'T0HARBOUR'],
    ['staff who are not named for this client', 'U0ELIF', 'C0DEFNEINT', undefined],
  ])('%s changes nothing and learns nothing', async (_who, by, channel, team) => {
    const ts = await asked();
    const before = await presses(ts);
    for (const action of ['taken', 'not-a-request', 'elsewhere', 'waiting-on-client', 'hand-to', 'change', 'remind']) {
      await sendsPress(by, action, ts, { channel, ...(team === undefined ? {} : { team }) });
      expect(story.sandbox().slack.as(by).form()).toBeNull();
    }
    expect(await presses(ts)).toEqual(before);
    expect(await story.records('C0NOVA')).toEqual(['due Mon 11:00, alarm Mon 11:00']);
    expect(story.answer(by, channel)).not.toMatch(/banner|Anna|Nova|10:30|11:00/);
    expect(story.answer(by, channel)).not.toBe('');
  });

  test('a button that nobody knows, and one about nothing, are answered and change nothing', async () => {
    const ts = await asked();
    await sendsPress('U0MIRA', 'explode', ts, { channel: 'C0NOVAINT' });
    expect(story.answer('U0MIRA', 'C0NOVAINT')).toContain('/rules help');
    const { slack, walk } = story.sandbox();
    for (const value of ['', 'nonsense', 'x'.repeat(2000), `${await subjectOf('1.000001')}`]) {
      const answer = await slack.send(pressLetter({ by: 'U0MIRA', channel: 'C0NOVAINT', action: 'taken', value }));
      expect(answer).toMatchObject({ kind: 'answered', status: 200 });
    }
    await walk.rest();
    expect(await story.records('C0NOVA')).toEqual(['due Mon 11:00, alarm Mon 11:00']);
  });
});

gateHolds(story.sandbox);
