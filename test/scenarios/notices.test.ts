/** How managers wish to be told: summaries and quiet hours, what they never hold back, and what is settled meanwhile. */
import { describe, expect, test } from 'vitest';
import { tellStories } from '../support/story.ts';

const story = tellStories('2026-09-07');
const { says, until, commands, answer, told } = story;
const ruth = 'U0RUTH';

/** Presses a button on Ruth's newest private answer. */
async function presses(action: string) {
  const { slack, walk } = story.sandbox();
  const ts = slack.as(ruth).sees('C0NOVA').ephemerals.at(-1)?.ts ?? '';
  expect(await slack.as(ruth).press('C0NOVA', ts, `notices-${action}`)).toMatchObject({ ok: true });
  await walk.rest();
}

/** Begins a week in which Ruth has chosen so: `daily`, with quiet hours or without. */
async function begins(level: 'each' | 'hourly' | 'daily', quiet: { from: string; until: string } | null = null) {
  await story.begin();
  await story.sandbox().db.query('update persons set notices = $1 where user_id = $2', [{ level, quiet }, ruth]);
}

describe('a choice', () => {
  test('is shown, made by button and form, and taken back', async () => {
    await story.begin();
    await commands(ruth, 'C0NOVA', '/rules notices');
    expect(answer(ruth, 'C0NOVA')).toMatch(
      /^\*What you hear as a manager\*\nEach question past the agreed time, at once\.\nNo quiet hours\./,
    );
    await presses('daily');
    expect(answer(ruth, 'C0NOVA')).toMatch(
      /^Noted\.\n.*\nA summary by the day, at 09:00, of the questions .*\nNo quiet hours\.\nWhat comes up now reaches you today 09:00\./,
    );
    await presses('undo');
    expect(answer(ruth, 'C0NOVA')).toMatch(
      /^It is as it was before\.\n.*\nEach question past the agreed time, at once\./,
    );
  });

  test('in the form must be whole', async () => {
    await commands(ruth, 'C0NOVA', '/rules notices');
    await presses('quiet');
    expect(await story.sends(ruth, { level: 'hourly', from: '19:00' })).toEqual({
      until: 'Choose both times, or neither.',
    });
    expect(await story.sends(ruth, { level: 'hourly', from: '19:00', until: '19:00' })).toEqual({
      until: 'These are the same; choose a time after which it is no longer quiet.',
    });
    expect(await story.sends(ruth, { level: 'hourly', from: '19:00', until: '08:00' })).toBeNull();
    const { rows } = await story.sandbox().db.query('select notices from persons where user_id = $1', [ruth]);
    expect(rows).toEqual([{ notices: { level: 'hourly', quiet: { from: '19:00', until: '08:00' } } }]);
  });

  test('is for managers', async () => {
    await commands('U0MIRA', 'C0NOVA', '/rules notices');
    expect(answer('U0MIRA', 'C0NOVA')).toMatch(/^This is for managers whom an agreement or the agency’s file names/);
  });
});

describe('what is held back', () => {
  test('comes with the hour as it stands then, and says what was settled meanwhile; the owner hears at once', async () => {
    await begins('hourly');
    await until('Mon 09:00');
    await says('U0ANNA', 'C0NOVA', 'Could you send us the banner?');
    await until('Mon 09:10');
    await says('U0DENIZ', 'C0DEFNE', 'Menüyü gönderir misiniz?');
    await until('Mon 11:30');
    expect(told('U0MIRA')).toEqual(['Mon 10:30 warning', 'Mon 11:00 breach']);
    expect(told('U0ELIF').at(-1)).toBe('Mon 11:10 breach');
    expect(told(ruth)).toEqual([]);
    await says('U0ELIF', 'C0DEFNE', 'Tabii, burada.');
    await until('Mon 12:01');
    expect(told(ruth)).toEqual(['Mon 12:00 breach']);
    const [breach = ''] = story.notices(ruth);
    expect(breach).toContain('One more question was past the agreed time in between and is settled.');
    expect(breach).not.toContain('late');
    await says('U0MIRA', 'C0NOVA', 'Here it is.');
    await until('Mon 16:00');
    expect(told(ruth)).toEqual(['Mon 12:00 breach']);
  });

  test('by the day is one message, each question once; with nothing left there is none', async () => {
    await begins('daily');
    await until('Mon 09:30');
    await says('U0ANNA', 'C0NOVA', 'Could you send us the banner?');
    await until('Mon 10:00');
    await says('U0SAM', 'C0ORCHARD', 'Could you call us?');
    await until('Tue 09:01');
    expect(told('U0MIRA').slice(0, 3)).toEqual(['Mon 11:00 warning', 'Mon 11:30 breach', 'Mon 12:30 repeat-1']);
    expect(told(ruth)).toEqual(['Tue 09:00 breach']);
    expect(story.headlines(ruth)).toEqual(['2 questions are past the agreed time.']);
    await says('U0MIRA', 'C0NOVA', 'Here it is.');
    await says('U0JONAS', 'C0ORCHARD', 'Of course.');
    await until('Tue 10:00');
    await says('U0ANNA', 'C0NOVA', 'And the other one?');
    await until('Tue 12:30');
    await says('U0MIRA', 'C0NOVA', 'Here.');
    await until('Wed 12:00');
    expect(told(ruth)).toEqual(['Tue 09:00 breach']);
  });

  test('in quiet hours waits until they are over, a restart in between or not', async () => {
    await begins('each', { from: '10:30', until: '14:00' });
    await until('Mon 09:00');
    await says('U0ANNA', 'C0NOVA', 'Could you send us the banner?');
    await until('Mon 12:30');
    await story.stopBot();
    await story.startBot();
    expect(told(ruth)).toEqual([]);
    await until('Mon 14:01');
    expect(told(ruth)).toEqual(['Mon 14:00 breach']);
    await says('U0MIRA', 'C0NOVA', 'Here it is.');
  });
});

test('the first notice is not held back where owner and backup are both away; what waits is not taken along', async () => {
  await begins('hourly', { from: '10:30', until: '16:00' });
  await until('Mon 09:00');
  await says('U0DENIZ', 'C0DEFNE', 'Menüyü gönderir misiniz?');
  await commands('U0JONAS', 'C0NOVA', '/rules away tomorrow');
  await until('Mon 11:30');
  // Breached at Defne Kahve at eleven, and quiet.
  expect(told(ruth)).toEqual([]);
  await commands('U0MIRA', 'C0NOVA', '/rules away now friday');
  await commands('U0JONAS', 'C0NOVA', '/rules away now friday');
  await until('Mon 11:31');
  await says('U0ANNA', 'C0NOVA', 'Could you send us the banner?');
  await until('Mon 13:32');
  expect(told(ruth)).toEqual(['Mon 13:01 warning', 'Mon 13:31 breach']);
  expect(story.notices(ruth).at(-1)).not.toContain('Defne');
  await until('Mon 16:01');
  expect(told(ruth)).toEqual(['Mon 13:01 warning', 'Mon 13:31 breach', 'Mon 16:00 breach']);
  expect(story.notices(ruth).at(-1)).toMatch(/^2 questions are past the agreed time\./);
  await says('U0ELIF', 'C0DEFNE', 'Burada.');
  await says('U0RUTH', 'C0NOVA', 'Here it is.');
  await story.sandbox().db.query('delete from absences');
});
