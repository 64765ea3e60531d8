/** What staff do on a client's message or through a form: shortcuts, Change…, Hand to…, and reactions. */
import { describe, expect, test } from 'vitest';
import { gateHolds } from '../support/gate.ts';
import { formLetter, shortcutLetter } from '../support/letters.ts';
import { tellStories } from '../support/story.ts';
import { localInstant } from '../support/story-time.ts';

const story = tellStories('2026-06-01');
const question = 'When can we see the new banner?';
const person = (who: string) => story.sandbox().slack.as(who);
/** What the bot wrote last in somebody's direct messages: also the answer to a form. */
const said = (who: string) => person(who).sees('U0RULES').messages.at(-1)?.text;
const seconds = (local: string) => localInstant(local) / 1000;
const today = () => new Date(story.sandbox().time.clock()).toISOString().slice(0, 10);

/** Anna writes on Monday at nine; a question is due at 11:00. */
async function asked(until = 'Mon 09:00', words = question) {
  await story.begin();
  await story.until('Mon 09:00');
  const ts = await story.says('U0ANNA', 'C0NOVA', words);
  await story.until(until);
  return ts;
}

function field(who: string, blockId: string): Record<string, unknown> {
  const block = person(who)
    .form()
    ?.blocks.find(({ block_id }) => block_id === blockId);
  return (block?.element ?? {}) as Record<string, unknown>;
}

describe('Change…', () => {
  test('opens a form with priority, owner and due time as they are; another priority counts its own window', async () => {
    const ts = await asked('Mon 09:05');
    await story.chooses('U0MIRA', 'C0NOVA', ts, 'track');
    expect(person('U0MIRA').form()?.title).toMatchObject({ text: 'Change' });
    expect(field('U0MIRA', 'priority').initial_option).toMatchObject({ value: 'normal' });
    expect(field('U0MIRA', 'owner').initial_option).toMatchObject({ text: { text: 'As agreed: Mira Aksoy' } });
    expect(field('U0MIRA', 'dueAt')).not.toHaveProperty('initial_date_time');
    expect(await story.sends('U0MIRA', { priority: 'urgent' })).toBeNull();
    expect(said('U0MIRA')).toBe('Noted. An answer is due today 09:30.');
    await story.until('Mon 09:30');
    expect(story.told('U0MIRA')).toEqual(['Mon 09:22:30 warning', 'Mon 09:30 breach']);
    expect(story.notices('U0MIRA')[0]).toContain('priority urgent');
  });

  test('opens from the notice as well; another owner hears of it at once and is warned from then on', async () => {
    await asked('Mon 10:30');
    await story.presses('U0MIRA', 'change');
    expect(await story.sends('U0MIRA', { priority: 'low', owner: 'U0JONAS' })).toBeNull();
    expect(story.told('U0JONAS')).toEqual(['Mon 10:30 handed']);
    expect(story.notices('U0JONAS')[0]).toMatch(/^Mira Aksoy handed you a question from Nova Bikes, due Tue 09:00\.\n/);
    await story.until('Tue 09:00');
    expect(story.told('U0JONAS')).toEqual(['Mon 10:30 handed', 'Mon 15:00 warning-2', 'Tue 09:00 breach']);
    expect(story.told('U0MIRA')).toEqual(['Mon 10:30 warning']);
  });

  test('a due time chosen by hand counts; one that has passed is said at its field, and nothing is changed', async () => {
    await asked('Mon 10:30');
    await story.presses('U0MIRA', 'change');
    expect(await story.sends('U0MIRA', { dueAt: seconds(`${today()}T10:30`) })).toEqual({
      dueAt: 'This time has passed; choose one that is still ahead.',
    });
    expect(person('U0MIRA').form()).not.toBeNull();
    expect(await story.records('C0NOVA')).toEqual(['due Mon 11:00, alarm Mon 11:00']);
    expect(await story.sends('U0MIRA', { dueAt: seconds(`${today()}T15:00`) })).toBeNull();
    expect(await story.records('C0NOVA')).toEqual(['due Mon 15:00, alarm Mon 13:30']);
    await story.presses('U0MIRA', 'undo-changed');
    expect(await story.records('C0NOVA')).toEqual(['due Mon 11:00, alarm Mon 11:00']);
  });

  test('sent as it was, nothing is changed; and two who change the same thing both read what counts', async () => {
    const ts = await asked('Mon 09:05');
    await story.chooses('U0MIRA', 'C0NOVA', ts, 'track');
    await story.chooses('U0JONAS', 'C0NOVA', ts, 'track');
    expect(await story.sends('U0MIRA', { priority: 'high' })).toBeNull();
    expect(await story.sends('U0JONAS', { priority: 'high' })).toBeNull();
    expect(said('U0MIRA')).toBe('Noted. An answer is due today 10:00.');
    expect(said('U0JONAS')).toBe('Nothing was changed.');
  });

  test('field errors are in the reader’s language', async () => {
    await story.begin();
    await story.until('Mon 09:00');
    const ts = await story.says('U0DENIZ', 'C0DEFNE', 'Menü ne zaman hazır olur?');
    await story.chooses('U0ELIF', 'C0DEFNE', ts, 'track');
    expect(await story.sends('U0ELIF', { dueAt: seconds(`${today()}T08:59`) })).toEqual({
      dueAt: expect.stringMatching(/^Bu zaman /),
    });
    await person('U0ELIF').closeView();
  });
});

describe('Hand to…', () => {
  test('whoever gets it is told at once by whom, and has the warnings from then on', async () => {
    const ts = await asked('Mon 10:30');
    await story.presses('U0MIRA', 'hand-to');
    expect(field('U0MIRA', 'owner').options).toHaveLength(3);
    expect(await story.sends('U0MIRA', { owner: 'U0JONAS' })).toBeNull();
    expect(said('U0MIRA')).toBe('Handed to Jonas Weber, who is being told.');
    expect(story.told('U0JONAS')).toEqual(['Mon 10:30 handed']);
    await story.until('Mon 11:00');
    expect(story.told('U0JONAS')).toEqual(['Mon 10:30 handed', 'Mon 11:00 breach']);
    expect(story.told('U0MIRA')).toEqual(['Mon 10:30 warning']);
    const subject = `${await story.sandbox().house().store.people.channelId('C0NOVA')}:${ts}`;
    const owner = { type: 'static_select', selected_option: { value: 'U0JONAS' } };
    await story.sandbox().slack.send(formLetter({ by: 'U0RUTH', form: 'hand-to', subject, values: { owner } }));
    await story.after(1);
    expect(said('U0RUTH')).toBe('Jonas Weber has it already.');
  });

  test('a client, or somebody who does not work for this client, cannot be given it', async () => {
    const ts = await asked('Mon 10:30');
    const subject = `${await story.sandbox().house().store.people.channelId('C0NOVA')}:${ts}`;
    for (const form of ['hand-to', 'change']) {
      const owner = { type: 'static_select', selected_option: { value: 'U0ANNA' } };
      const letter = formLetter({ by: 'U0MIRA', form, subject, values: { owner } });
      expect(await story.sandbox().slack.send(letter)).toMatchObject({
        status: 200,
        body: expect.stringContaining('errors'),
      });
    }
    expect(await story.records('C0NOVA')).toEqual(['due Mon 11:00, alarm Mon 11:00']);
    await story.until('Mon 11:00');
    expect(story.told('U0MIRA')).toEqual(['Mon 10:30 warning', 'Mon 11:00 breach']);
  });
});

describe('Track this', () => {
  test('makes a thanks wait, from the press on, with what was chosen', async () => {
    const ts = await asked('Mon 10:00', 'Thanks!');
    expect(await story.records('C0NOVA')).toEqual([]);
    await story.chooses('U0MIRA', 'C0NOVA', ts, 'track');
    expect(person('U0MIRA').form()?.title).toMatchObject({ text: 'Track this' });
    expect(await story.sends('U0MIRA', { priority: 'high' })).toBeNull();
    expect(said('U0MIRA')).toBe('Noted: this needs an answer. It is due today 11:00.');
    await story.until('Mon 11:00');
    expect(story.told('U0MIRA')).toEqual(['Mon 10:45 warning', 'Mon 11:00 breach']);
  });

  test('can be taken back like every press', async () => {
    const ts = await asked('Mon 10:00', 'Thanks!');
    await story.chooses('U0MIRA', 'C0NOVA', ts, 'track');
    await story.sends('U0MIRA', {});
    await story.presses('U0MIRA', 'undo-track');
    expect(await story.records('C0NOVA')).toEqual(['due Mon 12:00, cancelled Mon 10:00 (withdrawn)']);
  });

  test('works on a message of staff, for what somebody promised', async () => {
    await story.begin();
    await story.until('Mon 09:00');
    const ts = await story.says('U0MIRA', 'C0NOVA', 'We will send the plan.');
    await story.chooses('U0MIRA', 'C0NOVA', ts, 'track');
    expect(await story.sends('U0MIRA', {})).toBeNull();
    expect(await story.records('C0NOVA')).toEqual(['due Mon 11:00, alarm Mon 10:30']);
    await story.until('Mon 10:00');
    await story.says('U0MIRA', 'C0NOVA', 'Here is the plan.');
    expect(await story.records('C0NOVA')).toEqual(['due Mon 11:00, met Mon 10:00 (replied)']);
  });

  test('on a message that was never heard says so, and where nothing was agreed says that', async () => {
    await asked();
    const { slack, walk } = story.sandbox();
    await slack.send(shortcutLetter({ by: 'U0MIRA', channel: 'C0NOVA', ts: '1600000000.000100', shortcut: 'track' }));
    expect(story.answer('U0MIRA', 'C0NOVA')).toBe(
      'This message is not known here: it was deleted, or written before the bot was invited.',
    );
    const ts = await story.says('U0ADMIN', 'C0OPS', 'Please look into this.');
    for (const shortcut of ['track', 'not-a-request']) {
      await slack.send(shortcutLetter({ by: 'U0ADMIN', channel: 'C0OPS', ts, shortcut }));
      expect(story.answer('U0ADMIN', 'C0OPS')).toBe(
        'There is no agreement for this channel, so nothing is counted here.',
      );
    }
    await walk.rest();
  });
});

describe('Not a request', () => {
  test('cancels what waits, and on what does not wait says what would', async () => {
    const ts = await asked('Mon 09:10');
    await story.chooses('U0JONAS', 'C0NOVA', ts, 'not-a-request');
    expect(story.answer('U0JONAS', 'C0NOVA')).toBe('Noted: this needs no answer. Nobody is reminded of it.');
    expect(await story.records('C0NOVA')).toEqual(['due Mon 11:00, cancelled Mon 09:10 (not-a-request)']);
    const thanks = await story.says('U0ANNA', 'C0NOVA', 'Thanks!');
    await story.chooses('U0JONAS', 'C0NOVA', thanks, 'not-a-request');
    expect(story.answer('U0JONAS', 'C0NOVA')).toBe(
      'This message is not waiting for an answer. “Track this” would make it wait.',
    );
  });
});

describe('Why?', () => {
  test('tells how it was read, what it waits for, who pressed, and what was concluded', async () => {
    const ts = await asked('Mon 10:30');
    await story.presses('U0MIRA', 'taken');
    await story.until('Mon 10:50');
    await story.says('U0JONAS', 'C0NOVA', 'Here it is.');
    await story.chooses('U0RUTH', 'C0NOVA', ts, 'why');
    const why = story.answer('U0RUTH', 'C0NOVA');
    expect(why).toMatch(/^Read as needing a reply: it asks something\.\n/);
    expect(why).toContain('Mira Aksoy marked it “I’m on it” today 10:30.');
    expect(why).toContain('That question was settled today 10:50: answered.');
    expect(why).toContain('• today 10:30: <@U0MIRA> warned');
    expect(why).toContain('In time: it was due today 11:00');
    expect(why).not.toContain('banner');
  });

  test('of a thanks says that nothing waits because of it, in Turkish to whoever reads Turkish', async () => {
    const ts = await asked('Mon 09:10', 'Thank you very much');
    await story.chooses('U0MIRA', 'C0NOVA', ts, 'why');
    expect(story.answer('U0MIRA', 'C0NOVA')).toMatch(
      /^Read as needing no reply: a thanks\.\nNothing waits because of it\./,
    );
    const merci = await story.says('U0DENIZ', 'C0DEFNE', 'Teşekkürler');
    await story.chooses('U0ELIF', 'C0DEFNE', merci, 'why');
    expect(story.answer('U0ELIF', 'C0DEFNE')).not.toMatch(/Read as|waits/);
  });
});

describe('by somebody who may not', () => {
  test.each(['track', 'not-a-request', 'why'])(
    '%s by a client or by staff of another client says nothing of it',
    async (shortcut) => {
      const ts = await asked();
      for (const by of ['U0ANNA', 'U0BEN', 'U0ELIF']) {
        const { slack } = story.sandbox();
        const letter = shortcutLetter({ by, channel: 'C0NOVA', ts, shortcut });
        expect(await slack.send(letter)).toMatchObject({ status: 200 });
        expect(person(by).form()).toBeNull();
      }
      expect(await story.records('C0NOVA')).toEqual(['due Mon 11:00, alarm Mon 10:30']);
    },
  );
});

describe('reactions', () => {
  test('eyes by staff take it, and taken off release it', async () => {
    const ts = await asked();
    await story.reacts('U0JONAS', 'C0NOVA', ts, 'eyes');
    await story.until('Mon 10:30');
    expect(story.told('U0JONAS')).toEqual(['Mon 10:30 warning']);
    expect(story.told('U0MIRA')).toEqual([]);
    await story.unreacts('U0JONAS', 'C0NOVA', ts, 'eyes');
    await story.until('Mon 12:00');
    expect(story.notices('U0RUTH')[0]).not.toContain('is on it');
    expect(story.told('U0MIRA')).toEqual(['Mon 11:00 breach', 'Mon 12:00 repeat-1']);
  });

  test('a check mark by staff is done, and taken off waits again with its original due time', async () => {
    const ts = await asked('Mon 10:30');
    await story.reacts('U0JONAS', 'C0NOVA', ts, 'white_check_mark');
    expect(await story.records('C0NOVA')).toEqual(['due Mon 11:00, met Mon 10:30 (marked-done)']);
    await story.after(1);
    expect(story.headlines('U0MIRA')).toEqual(['Jonas Weber marked it done today 10:30, in time.']);
    await story.unreacts('U0JONAS', 'C0NOVA', ts, 'white_check_mark');
    expect(await story.records('C0NOVA')).toEqual(['due Mon 11:00, alarm Mon 11:00']);
    await story.until('Mon 11:00');
    expect(story.told('U0RUTH')).toEqual(['Mon 11:00 breach']);
  });

  test('those of clients, and other emoji, mean nothing', async () => {
    const ts = await asked('Mon 09:30');
    await story.reacts('U0BEN', 'C0NOVA', ts, 'white_check_mark');
    await story.reacts('U0ANNA', 'C0NOVA', ts, 'eyes');
    await story.reacts('U0MIRA', 'C0NOVA', ts, 'thumbsup');
    await story.until('Mon 10:30');
    expect(await story.records('C0NOVA')).toEqual(['due Mon 11:00, alarm Mon 11:00']);
    expect(story.told('U0MIRA')).toEqual(['Mon 10:30 warning']);
  });

  test('each can be switched off in the agreement', async () => {
    await story.begin();
    await story.agree('nova', (text) => `${text}reactions: { taken: false, done: false }\n`);
    await story.until('Mon 09:00');
    const ts = await story.says('U0ANNA', 'C0NOVA', question);
    await story.reacts('U0JONAS', 'C0NOVA', ts, 'eyes');
    await story.reacts('U0JONAS', 'C0NOVA', ts, 'white_check_mark');
    await story.until('Mon 10:30');
    expect(await story.records('C0NOVA')).toEqual(['due Mon 11:00, alarm Mon 11:00']);
    expect(story.told('U0MIRA')).toEqual(['Mon 10:30 warning']);
  });
});

gateHolds(story.sandbox);
