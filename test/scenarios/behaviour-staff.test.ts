/** What staff do: who counts as answering, marks and reactions, pausing, and overriding what the bot thought. */
import { describe, expect, test } from 'vitest';
import { tellStories } from '../support/story.ts';

const story = tellStories('2026-06-01');
const question = 'Can you send us the files?';

/** Anna asks on Monday at ten, and it is due at noon. */
async function asked(): Promise<string> {
  await story.begin();
  await story.until('Mon 10:00');
  return story.says('U0ANNA', 'C0NOVA', question);
}

describe('5 a reply is a human staff reply', () => {
  test('5 the bot, other bots, the client’s colleague and staff in another thread do not close it', async () => {
    const { admin } = story.sandbox().slack;
    await admin.addUser({ id: 'U0ROBOT', name: 'robot', is_bot: true });
    await admin.enter('C0NOVA', 'U0ROBOT');
    const elsewhere = await story.says('U0MIRA', 'C0NOVA', 'The shooting is on Thursday.');
    await asked();
    await story.says('U0ROBOT', 'C0NOVA', 'Build 1234 has passed.');
    await story.says('U0BEN', 'C0NOVA', 'We will wait for them.');
    await story.says('U0MIRA', 'C0NOVA', 'Moved to Friday.', { thread: elsewhere });
    await story.commands('U0MIRA', 'C0NOVA', '/rules status');
    expect((await story.records('C0NOVA'))[0]).toBe('due Mon 12:00, alarm Mon 11:30');
    await story.until('Mon 11:45');
    expect(story.told('U0MIRA')).toEqual(['Mon 11:30 warning']);
  });

  test('5 eyes by staff mean taken: shown to all, and warnings come to the taker only', async () => {
    const ts = await asked();
    await story.reacts('U0JONAS', 'C0NOVA', ts, 'eyes');
    await story.until('Mon 12:30');
    expect(story.told('U0MIRA')).toEqual(['Mon 12:00 breach']);
    expect(story.told('U0JONAS')).toEqual(['Mon 11:30 warning', 'Mon 12:00 breach']);
    expect(story.notices('U0RUTH')[0]).toContain('Jonas Weber is on it');
  });

  test('5 a check mark by staff means done: met, reason marked done; taken off is undone', async () => {
    const ts = await asked();
    await story.until('Mon 10:30');
    await story.reacts('U0MIRA', 'C0NOVA', ts, 'white_check_mark');
    expect(await story.records('C0NOVA')).toEqual(['due Mon 12:00, met Mon 10:30 (marked-done)']);
    await story.until('Mon 11:00');
    await story.unreacts('U0MIRA', 'C0NOVA', ts, 'white_check_mark');
    expect(await story.records('C0NOVA')).toEqual(['due Mon 12:00, alarm Mon 11:30']);
    await story.reacts('U0ANNA', 'C0NOVA', ts, 'white_check_mark');
    expect(await story.records('C0NOVA')).toEqual(['due Mon 12:00, alarm Mon 11:30']);
  });

  test('5 each reaction is switchable in the agreement', async () => {
    await story.begin();
    await story.agree('nova', (text) => `${text}reactions: { taken: false, done: false }\n`);
    await story.until('Mon 10:00');
    const ts = await story.says('U0ANNA', 'C0NOVA', question);
    await story.reacts('U0JONAS', 'C0NOVA', ts, 'eyes');
    await story.reacts('U0JONAS', 'C0NOVA', ts, 'white_check_mark');
    await story.until('Mon 11:45');
    expect(await story.records('C0NOVA')).toEqual(['due Mon 12:00, alarm Mon 12:00']);
    expect(story.told('U0JONAS')).toEqual([]);
    expect(story.told('U0MIRA')).toEqual(['Mon 11:30 warning']);
  });

  test('5 “Answered elsewhere” is a press: met now, with the presser in the ruling, undone within a quarter of an hour', async () => {
    const ts = await asked();
    await story.until('Mon 11:40');
    await story.presses('U0MIRA', 'elsewhere');
    expect(await story.records('C0NOVA')).toEqual(['due Mon 12:00, met Mon 11:40 (answered-elsewhere)']);
    expect(story.headlines('U0MIRA')).toEqual(['Mira Aksoy answered elsewhere today 11:40, in time.']);
    await story.chooses('U0RUTH', 'C0NOVA', ts, 'why');
    expect(story.answer('U0RUTH', 'C0NOVA')).toContain('Mira Aksoy marked it “answered elsewhere” today 11:40');
    await story.presses('U0MIRA', 'undo-elsewhere');
    expect(await story.records('C0NOVA')).toEqual(['due Mon 12:00, alarm Mon 12:00']);
  });
});

describe('7 waiting on the client', () => {
  test('7 pausing stops the clock, and resuming moves the deadline by exactly the business time paused, to the millisecond', async () => {
    await asked();
    await story.until('Mon 11:40');
    await story.sandbox().walk.to(story.sandbox().time.clock() + 123);
    await story.presses('U0MIRA', 'waiting-on-client');
    expect(await story.records('C0NOVA')).toEqual(['due Mon 12:00, paused']);
    await story.until('Tue 10:00');
    expect(story.told('U0MIRA')).toEqual(['Mon 11:30 warning']);
    await story.sandbox().walk.to(story.sandbox().time.clock() + 579);
    await story.presses('U0MIRA', 'resumed');
    // From 11:40:00.123 to closing, and from the opening to 10:00:00.579: 6 h 20 min and 456 ms.
    expect(await story.records('C0NOVA')).toEqual(['due Tue 10:20:00.456, alarm Tue 10:20:00.456']);
    await story.until('Tue 10:30');
    expect(story.told('U0RUTH')).toEqual(['Tue 10:20:00.456 breach']);
  });

  test('7 a client message while paused resumes at once', async () => {
    await asked();
    await story.until('Mon 11:40');
    await story.presses('U0MIRA', 'waiting-on-client');
    await story.until('Mon 14:00');
    await story.says('U0ANNA', 'C0NOVA', 'The large ones, please.');
    expect((await story.records('C0NOVA'))[0]).toBe('due Mon 14:20, alarm Mon 14:20');
  });

  test('7 after a breach, repeats wait by exactly the business time paused as well', async () => {
    await asked();
    await story.until('Mon 12:30');
    await story.presses('U0MIRA', 'waiting-on-client');
    await story.until('Mon 15:00');
    expect(story.told('U0RUTH')).toEqual(['Mon 12:00 breach']);
    await story.presses('U0MIRA', 'resumed');
    await story.until('Mon 16:40');
    expect(story.told('U0RUTH')).toEqual(['Mon 12:00 breach', 'Mon 15:30 repeat-1', 'Mon 16:30 repeat-2']);
    expect((await story.records('C0NOVA'))[0]).toContain('due Mon 12:00');
  });

  test('7 a pause outside the office hours moves nothing', async () => {
    await story.begin();
    await story.until('Mon 15:30');
    await story.says('U0ANNA', 'C0NOVA', question);
    await story.until('Mon 17:30');
    await story.presses('U0MIRA', 'waiting-on-client');
    await story.until('Mon 20:00');
    await story.presses('U0MIRA', 'resumed');
    expect(await story.records('C0NOVA')).toEqual(['due Tue 09:30, alarm Tue 09:30']);
  });
});

describe('8 override both ways on the message itself', () => {
  test('8 “Not a request” cancels, “Track this” opens, and “Why?” shows the reason of both', async () => {
    const ts = await asked();
    await story.chooses('U0MIRA', 'C0NOVA', ts, 'not-a-request');
    expect(await story.records('C0NOVA')).toEqual(['due Mon 12:00, cancelled Mon 10:00 (not-a-request)']);
    await story.until('Mon 10:10');
    const chatter = await story.says('U0BEN', 'C0NOVA', 'Thanks everybody!');
    expect(await story.records('C0NOVA')).toHaveLength(1);
    await story.chooses('U0MIRA', 'C0NOVA', chatter, 'track');
    expect(await story.sends('U0MIRA', {})).toBeNull();
    expect((await story.records('C0NOVA'))[1]).toBe('due Mon 12:10, alarm Mon 11:40');
    await story.chooses('U0MIRA', 'C0NOVA', chatter, 'why');
    expect(story.answer('U0MIRA', 'C0NOVA')).toContain('a thanks');
    expect(story.answer('U0MIRA', 'C0NOVA')).toContain('Mira Aksoy marked it “Track this” today 10:10');
    await story.chooses('U0MIRA', 'C0NOVA', ts, 'why');
    expect(story.answer('U0MIRA', 'C0NOVA')).toContain('it asks something');
    expect(story.answer('U0MIRA', 'C0NOVA')).toContain('Mira Aksoy marked it “not a request” today 10:00');
    await story.until('Mon 12:30');
    expect(story.told('U0MIRA')).toEqual(['Mon 11:40 warning', 'Mon 12:10 breach']);
  });
});

describe('14 muting one reminder never swallows a different later one', () => {
  test('14 who takes it hears the warning alone, and the breach is still told to all, once, with their name', async () => {
    await story.begin();
    await story.until('Mon 10:00');
    await story.says('U0ANNA', 'C0NOVA', question);
    await story.until('Mon 11:30');
    await story.presses('U0MIRA', 'hand-to');
    await story.sends('U0MIRA', { owner: 'U0JONAS' });
    expect(story.told('U0JONAS')).toEqual(['Mon 11:30 handed']);
    await story.presses('U0JONAS', 'taken');
    await story.until('Mon 13:30');
    expect(story.told('U0JONAS')).toEqual(['Mon 11:30 handed', 'Mon 12:00 breach', 'Mon 13:00 repeat-1']);
    expect(story.told('U0RUTH')).toEqual(['Mon 12:00 breach']);
    expect(story.notices('U0RUTH')[0]).toContain('Jonas Weber is on it');
  });

  test('14 “Remind me in 30 min” takes no other notice away, and one that would fall after hours waits for the opening', async () => {
    await story.begin();
    await story.until('Mon 10:00');
    await story.says('U0ANNA', 'C0NOVA', question);
    await story.until('Mon 11:45');
    await story.presses('U0MIRA', 'remind');
    await story.until('Mon 12:30');
    expect(story.told('U0MIRA')).toEqual(['Mon 11:30 warning', 'Mon 12:00 breach', 'Mon 12:15 reminder']);
    await story.until('Mon 16:45');
    await story.presses('U0MIRA', 'remind');
    await story.until('Tue 09:30');
    expect(story.told('U0MIRA').slice(3)).toEqual([
      'Mon 13:00 repeat-1',
      'Mon 14:00 repeat-2',
      'Mon 15:00 repeat-3',
      'Tue 09:00 reminder',
    ]);
  });

  test('14 a later wait is warned of although the breach of an earlier one was taken', async () => {
    await story.begin();
    await story.until('Mon 10:00');
    const first = await story.says('U0ANNA', 'C0NOVA', question);
    await story.until('Mon 11:35');
    await story.presses('U0MIRA', 'taken');
    await story.says('U0MIRA', 'C0NOVA', 'Here they are.', { thread: first });
    await story.until('Mon 13:00');
    await story.says('U0ANNA', 'C0NOVA', 'When do the small ones come?');
    await story.until('Mon 15:30');
    expect(story.told('U0MIRA')).toEqual(['Mon 11:30 warning', 'Mon 14:30 warning', 'Mon 15:00 breach']);
  });
});
